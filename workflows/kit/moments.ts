import { condition } from "@temporalio/workflow";

/** How a workflow knows that what was accepted for it has arrived. */
export interface Hearing {
  /** Everything that came by signal has been worked on. */
  isTakenIn(): boolean;
  /** Whether something that was accepted up to that instant is still on its way, by the rows. */
  isUnheard(upTo: number): Promise<boolean>;
}

/** How long an urgent decision waits for the relay to deliver what was accepted. */
const patienceMilliseconds = 2 * 60_000;
const longestWaitMilliseconds = 10 * 60_000;

/**
 * Whether it happens before that instant. After a pause of the worker, of Temporal or of the relay, the timer and
 * earlier signals arrive together, in any order. So everything accepted up to the instant is taken in first, and nobody
 * decides on what was true an hour ago.
 */
export async function happensBefore(
  hearing: Hearing,
  what: () => boolean,
  instant: number,
): Promise<boolean> {
  const leftMilliseconds = instant - Date.now();
  if (what() || (leftMilliseconds > 0 && (await condition(what, leftMilliseconds)))) return true;
  await takenInUpTo(hearing, what, instant);
  return what();
}

/** Whether it has happened by now, if that is not urgent: waits until everything accepted has arrived. */
export async function hasHappened(hearing: Hearing, what: () => boolean): Promise<boolean> {
  for (
    let waitMilliseconds = 1_000;
    ;
    waitMilliseconds = Math.min(2 * waitMilliseconds, longestWaitMilliseconds)
  ) {
    if (!what() && !(await hearing.isUnheard(Date.now()))) return what();
    if (await condition(what, waitMilliseconds)) return true;
  }
}

/** The ledger knows what was accepted and not delivered yet: asks it until everything has arrived. */
async function takenInUpTo(hearing: Hearing, what: () => boolean, instant: number): Promise<void> {
  const until = Date.now() + patienceMilliseconds;
  for (let waitMilliseconds = 1_000; ; waitMilliseconds *= 2) {
    await condition(() => hearing.isTakenIn() || what());
    const waits = !what() && (await hearing.isUnheard(instant));
    await condition(() => hearing.isTakenIn() || what());
    if (what() || !waits || Date.now() >= until) return;
    // A signal ends the wait. An alert that joins no incident sends none, so the ledger is asked again.
    await condition(() => !hearing.isTakenIn(), Math.min(waitMilliseconds, until - Date.now()));
  }
}
