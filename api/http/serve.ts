import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

export interface Serving {
  port: number;
  /** Accepts no new connections, lets requests finish for this long, then cuts the rest. */
  stop(graceMs: number): Promise<void>;
}

/** Longer than what stands in front of us keeps idle connections: it, not we, closes them first. */
const keepAliveMs = 65_000;
/** How long a sender has for a whole request, and for its beginning: a slow one keeps what others need. */
const requestMs = 10_000;
const headersMs = 5_000;
/** How often late ones are looked for. */
const lookForLateMs = 1_000;
const lookForIdleMs = 50;

export async function serve(app: RequestListener, at: { host: string; port: number }): Promise<Serving> {
  const server = createServer(
    {
      ...{ requestTimeout: requestMs, headersTimeout: headersMs, keepAliveTimeout: keepAliveMs },
      connectionsCheckingInterval: lookForLateMs,
    },
    app,
  );
  server.listen(at.port, at.host);
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    async stop(graceMs) {
      const closed = once(server, "close");
      server.close();
      const idle = setInterval(() => server.closeIdleConnections(), lookForIdleMs);
      const late = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearInterval(idle);
      clearTimeout(late);
    },
  };
}
