import { hostname } from "node:os";
import type { Logger } from "pino";
import { connect } from "../db/connect.ts";
import { beat } from "../db/heartbeats.ts";

const beatMilliseconds = 2_000;
/** PostgreSQL cuts a connection's name at 63 characters, and the process id must fit. */
const longestHostName = 40;

/** Reports every two seconds that this worker lives, over its own connection. Returns how to stop. */
export function startHeartbeat(databaseUrl: string, clock: () => Date, logger: Logger): () => Promise<void> {
  const worker = `${hostname().slice(0, longestHostName)}:${process.pid}`;
  const { db, close } = connect(databaseUrl, { maxConnections: 1, name: worker });
  const say = () =>
    beat(db, worker, clock()).catch((error: unknown) =>
      logger.warn({ err: error }, "no heartbeat could be written"),
    );
  void say();
  const timer = setInterval(say, beatMilliseconds);
  return async () => {
    clearInterval(timer);
    await close();
  };
}
