import type { Logger } from "pino";
import { markRecordingDeleted, recordingsToDelete } from "../../../db/calls/recordings.ts";
import type { Database } from "../../../db/connect.ts";
import { loggable } from "../../../domain/loggable.ts";
import type { RecordingStore } from "./sound.ts";

const everyMilliseconds = 3_600_000;
const atOnce = 100;

interface Deps {
  db: Database;
  clock: () => Date;
  store: RecordingStore;
  logger: Logger;
}

/**
 * Deletes recordings after their retention. If the provider fails to delete one, we try again an hour later.
 */
export function startRecordingHousekeeping(deps: Deps): { stop(): Promise<void> } {
  let round = deleteOldRecordings(deps);
  const timer = setInterval(() => {
    round = round.then(() => deleteOldRecordings(deps));
  }, everyMilliseconds);
  return {
    async stop() {
      clearInterval(timer);
      await round;
    },
  };
}

/** A recording that cannot be deleted does not hold up the others. */
export async function deleteOldRecordings({ db, clock, store, logger }: Deps): Promise<void> {
  try {
    for (const sid of await recordingsToDelete(db, clock(), atOnce)) {
      await store.delete(sid).then(
        () => markRecordingDeleted(db, sid, clock()),
        (error: unknown) =>
          logger.warn({ sid, error: loggable(error) }, "a recording could not be deleted; will retry"),
      );
    }
  } catch (error) {
    logger.warn({ error: loggable(error) }, "the search for old recordings failed; will retry");
  }
}
