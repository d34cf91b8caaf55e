import { condition } from "@temporalio/workflow";
import { people } from "../activities.ts";
import type { IncidentRun } from "./incidentRun.ts";

/** How long an urgent decision waits for the relay to deliver what was accepted. */
const patienceMilliseconds = 2 * 60_000;
const longestWaitMilliseconds = 10 * 60_000;

/**
 * Whether it happens before that instant. After a pause of the worker, of Temporal or of the relay, the timer and
 * earlier signals arrive together, in any order. So everything accepted up to the instant is taken in first, and nobody
 * decides on what was true an hour ago.
 */
export async function happensBefore(
  run: IncidentRun,
  what: () => boolean,
  instant: number,
): Promise<boolean> {
  const leftMilliseconds = instant - Date.now();
  if (what() || (leftMilliseconds > 0 && (await condition(what, leftMilliseconds)))) return true;
  await takenInUpTo(run, what, instant);
  return what();
}

/** Whether it has happened by now, if that is not urgent: waits until everything accepted has arrived. */
export async function hasHappened(run: IncidentRun, what: () => boolean): Promise<boolean> {
  for (
    let waitMilliseconds = 1_000;
    ;
    waitMilliseconds = Math.min(2 * waitMilliseconds, longestWaitMilliseconds)
  ) {
    if (!what() && !(await isUnheard(run, Date.now()))) return what();
    if (await condition(what, waitMilliseconds)) return true;
  }
}

/** The ledger knows what was accepted and not delivered yet: asks it until everything has arrived. */
async function takenInUpTo(run: IncidentRun, what: () => boolean, instant: number): Promise<void> {
  const until = Date.now() + patienceMilliseconds;
  for (let waitMilliseconds = 1_000; ; waitMilliseconds *= 2) {
    await condition(() => isTakenIn(run) || what());
    const waits = !what() && (await isUnheard(run, instant));
    await condition(() => isTakenIn(run) || what());
    if (what() || !waits || Date.now() >= until) return;
    // A signal ends the wait. An alert that joins no incident sends none, so the ledger is asked again.
    await condition(() => !isTakenIn(run), Math.min(waitMilliseconds, until - Date.now()));
  }
}

/** Not a local activity: its answer comes in a task of its own, behind every signal that was sent before it. */
const isUnheard = ({ opening, memory }: IncidentRun, upTo: number): Promise<boolean> =>
  people.isUnheard.executeWithOptions({ summary: "届いていない知らせの有無を確認" }, [
    { incident: opening.number, seenUpTo: memory.seenUpTo, upTo },
  ]);

const isTakenIn = ({ inbox, keys, takingIn }: IncidentRun): boolean =>
  inbox.length === 0 && keys.length === 0 && !takingIn;
