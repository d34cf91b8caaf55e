import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

export interface Serving {
  port: number;
  /** Accepts no new connections, lets requests finish for this long, then cuts the rest. */
  stop(graceMilliseconds: number): Promise<void>;
}

/** Longer than the proxy in front keeps idle connections, so that the proxy closes them first, not we. */
const keepAliveMilliseconds = 65_000;
/**
 * How long a sender may take for a whole request, and for its headers. Slow senders take places that others
 * need.
 */
const requestMilliseconds = 10_000;
const headersMilliseconds = 5_000;
/** How often we look for late requests. */
const lookForLateMilliseconds = 1_000;
const lookForIdleMilliseconds = 50;

export async function serve(app: RequestListener, at: { host: string; port: number }): Promise<Serving> {
  const server = createServer(
    {
      requestTimeout: requestMilliseconds,
      headersTimeout: headersMilliseconds,
      keepAliveTimeout: keepAliveMilliseconds,
      connectionsCheckingInterval: lookForLateMilliseconds,
    },
    app,
  );
  server.listen(at.port, at.host);
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    async stop(graceMilliseconds) {
      const closed = once(server, "close");
      server.close();
      const idle = setInterval(() => server.closeIdleConnections(), lookForIdleMilliseconds);
      const late = setTimeout(() => server.closeAllConnections(), graceMilliseconds);
      await closed;
      clearInterval(idle);
      clearTimeout(late);
    },
  };
}
