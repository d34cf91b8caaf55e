import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { createInterface } from "node:readline";
import type { Shared } from "./testDoor.ts";

/** What is lent to one file at a time, at an address. */
interface Lent {
  url: string;
  giveBack(): void;
}

/**
 * Starts one more when a test asks and all are lent, so there are as many as files need at once. What is lent comes
 * back as the borrower's connection ends, whatever becomes of it.
 */
export async function openPool(
  start: () => Promise<Shared>,
): Promise<{ port: number; stop(): Promise<void> }> {
  const idle: Shared[] = [];
  const started: Promise<Shared>[] = [];
  const begin = (): Promise<Shared> => {
    const one = start();
    started.push(one);
    return one;
  };
  const counter = createServer(async (socket) => {
    const isBack = new Promise((resolve) => socket.once("close", resolve));
    // Without reading, its end is not seen.
    socket.on("error", () => {}).resume();
    try {
      const lent = idle.pop() ?? (await begin());
      void isBack.then(() => idle.push(lent));
      socket.write(`${JSON.stringify({ url: lent.url })}\n`);
    } catch (error) {
      socket.end(`${JSON.stringify({ error: (error as Error).message })}\n`);
    }
  }).listen(0, "127.0.0.1");
  await once(counter, "listening");
  return {
    port: (counter.address() as AddressInfo).port,
    async stop() {
      counter.close();
      await Promise.allSettled(started.map(async (one) => (await one).stop()));
    },
  };
}

/** Borrows one until it is given back. */
export async function borrowFrom(port: number): Promise<Lent> {
  const socket = connect(port, "127.0.0.1");
  const [line] = (await once(createInterface({ input: socket }), "line")) as [string];
  const { url, error } = JSON.parse(line) as { url?: string; error?: string };
  if (url === undefined) throw new Error(error);
  // It must not keep a worker alive that has nothing else to do.
  socket.unref();
  return { url, giveBack: () => void socket.end() };
}
