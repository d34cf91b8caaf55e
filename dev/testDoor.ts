import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { text } from "node:stream/consumers";

/** What all files of a test run share, at an address. */
export interface Shared {
  url: string;
  stop(): Promise<void>;
}

/** Starts it once, when a test first asks at the door: tests that do not need it wait for nothing. */
export async function openDoor(
  start: () => Promise<Shared>,
): Promise<{ port: number; stop(): Promise<void> }> {
  let started: Promise<Shared> | null = null;
  const door = createServer((socket) => {
    started ??= start();
    started.then(
      ({ url }) => socket.end(JSON.stringify({ url })),
      (error: Error) => socket.end(JSON.stringify({ error: error.message })),
    );
  }).listen(0, "127.0.0.1");
  await once(door, "listening");
  return {
    port: (door.address() as AddressInfo).port,
    async stop() {
      door.close();
      await started?.then(({ stop }) => stop()).catch(() => {});
    },
  };
}

/** Asks at the door where it is. */
export async function urlBehind(port: number): Promise<string> {
  const answer = await text(connect(port, "127.0.0.1"));
  const { url, error } = JSON.parse(answer) as { url?: string; error?: string };
  if (url === undefined) throw new Error(error);
  return url;
}
