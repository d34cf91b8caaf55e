import type { Logger } from "pino";
import type { Database } from "../../db/connect.ts";
import { removeOldAnswers } from "../../db/queries/idempotency.ts";
import { removeOldEvents } from "../../db/queries/intake.ts";
import { loggable } from "../http/outage.ts";

const everyMs = 60_000;

/** Removes kept answers and events that nobody can ask for any more, so that looking them up stays quick. */
export function startHousekeeping(deps: { db: Database; clock: () => Date; logger: Logger }): {
  stop(): Promise<void>;
} {
  let stopped = false;
  let round = Promise.resolve();
  const timer = setInterval(() => {
    round = round.then(removeAll).catch((error) => {
      deps.logger.warn({ error: loggable(error) }, "old answers and events were not removed");
    });
  }, everyMs);

  async function removeAll(): Promise<void> {
    for (const remove of [removeOldAnswers, removeOldEvents]) {
      while (!stopped && (await remove(deps.db, deps.clock())) > 0);
    }
  }

  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      await round;
    },
  };
}
