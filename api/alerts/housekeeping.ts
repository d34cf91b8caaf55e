import type { Logger } from "pino";
import { removeOldEvents } from "../../db/alerts/intake.ts";
import type { Database } from "../../db/connect.ts";
import { removeOldHeartbeats } from "../../db/heartbeats.ts";
import { removeOldWords } from "../../db/outbox/read.ts";
import { removeOldAnswers } from "../../db/people/idempotency.ts";
import { removeOldAttempts } from "../../db/people/loginAttempts.ts";
import { writeRefusalSums } from "../../db/people/loginRefusals.ts";
import { removeExpiredLogins } from "../../db/people/logins.ts";
import { removeOldBundles } from "../../db/runbooks/bundles.ts";
import { loggable } from "../../domain/loggable.ts";

const everyMilliseconds = 60_000;
interface Deps {
  db: Database;
  clock: () => Date;
  logger: Logger;
  bundleRetentionDays: number;
}

/**
 * Removes what can no longer be asked for (answers, events, sessions, delivered words, heartbeats), so that lookups stay
 * fast, and customers' logs once their retention is over. Writes the counts of refused logins to the audit
 * log.
 */
export function startHousekeeping(deps: Deps): { stop(): Promise<void> } {
  const removals = [
    ...[
      removeOldAnswers,
      removeOldEvents,
      removeOldAttempts,
      removeExpiredLogins,
      removeOldWords,
      removeOldHeartbeats,
      writeRefusalSums,
    ],
    (db: Database, now: Date) => removeOldBundles(db, now, deps.bundleRetentionDays),
  ];
  let stopped = false;
  let round = Promise.resolve();
  const timer = setInterval(() => {
    round = round.then(removeAll).catch((error) => {
      deps.logger.warn({ error: loggable(error) }, "old rows could not be removed; will retry");
    });
  }, everyMilliseconds);

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
