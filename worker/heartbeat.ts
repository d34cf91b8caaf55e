import type { Logger } from "pino";
import { connect, processName } from "../db/connect.ts";
import { beat } from "../db/heartbeats.ts";

const beatMilliseconds = 2_000;

/** Reports every two seconds that this worker lives, over its own connection. Returns how to stop. */
export function startHeartbeat(databaseUrl: string, clock: () => Date, logger: Logger): () => Promise<void> {
  const worker = processName("worker");
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
