import type { AddressInfo, Server } from "node:net";

/** Listens, and gives the port that was free when 0 was asked for. A taken port is an error that names it. */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
