import { once } from "node:events";
import { createConnection, createServer, type Socket } from "node:net";

/** A wire that can lose answers while requests still arrive. */
export interface DeafWire {
  address: string;
  losesAnswers(): void;
  /** The loss becomes known: connections break, and new ones are whole. */
  breaks(): void;
  end(): void;
}

export async function startDeafWire(to: string): Promise<DeafWire> {
  const [host, port] = to.split(":");
  const sockets = new Set<Socket>();
  let isDeaf = false;
  const server = createServer((near) => {
    const far = createConnection({ host: host!, port: Number(port) });
    for (const socket of [near, far]) {
      sockets.add(socket);
      // Whichever end dies first takes the other with it.
      socket.on("error", () => {});
      socket.on("close", () => [near, far].map((each) => each.destroy()));
    }
    near.on("data", (asked) => far.write(asked));
    far.on("data", (answered) => isDeaf || near.write(answered));
  });
  const breaks = (): void => {
    isDeaf = false;
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const at = server.address();
  if (at === null || typeof at === "string") throw new Error("the wire has no port");
  return {
    address: `127.0.0.1:${at.port}`,
    losesAnswers: () => {
      isDeaf = true;
    },
    breaks,
    end: () => {
      server.close();
      breaks();
    },
  };
}
