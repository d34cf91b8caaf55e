import { hostname } from "node:os";
import type { Logger } from "pino";
import type { Database } from "../db/connect.ts";
import { beat } from "../db/queries/heartbeats.ts";

const beatMilliseconds = 2_000;

/** Says every two seconds that this worker lives; returns how to stop. */
export function startHeartbeat(db: Database, clock: () => Date, logger: Logger): () => void {
  const worker = `${hostname()}:${process.pid}`;
  const say = () =>
    beat(db, worker, clock()).catch((error: unknown) =>
      logger.warn({ err: error }, "no heartbeat could be written"),
    );
  void say();
  const timer = setInterval(say, beatMilliseconds);
  return () => clearInterval(timer);
}
