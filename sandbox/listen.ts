import type { AddressInfo, Server } from "node:net";

/** Listens, and returns the port, also the free one chosen for 0. The error for a taken port names it. */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
