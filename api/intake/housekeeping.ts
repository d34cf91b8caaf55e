import type { Logger } from "pino";
import type { Database } from "../../db/connect.ts";
import { removeOldAnswers } from "../../db/queries/idempotency.ts";
import { removeOldEvents } from "../../db/queries/intake.ts";
import { removeOldAttempts } from "../../db/queries/loginAttempts.ts";
import { removeExpiredLogins } from "../../db/queries/logins.ts";
import { loggable } from "../../domain/loggable.ts";

const everyMs = 60_000;
const removals = [removeOldAnswers, removeOldEvents, removeOldAttempts, removeExpiredLogins];

/** Removes what nobody can ask for any more (answers, events, sessions), so that looking the rest up stays quick. */
export function startHousekeeping(deps: { db: Database; clock: () => Date; logger: Logger }): {
  stop(): Promise<void>;
} {
  let stopped = false;
  let round = Promise.resolve();
  const timer = setInterval(() => {
    round = round.then(removeAll).catch((error) => {
      deps.logger.warn({ error: loggable(error) }, "what is old was not removed");
    });
  }, everyMs);

  async function removeAll(): Promise<void> {
    for (const remove of removals) {
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
