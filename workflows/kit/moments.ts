import { condition } from "@temporalio/workflow";

/** Tells a workflow whether everything accepted for it has arrived. */
export interface Hearing {
  /** Everything received by signal has been processed. */
  isTakenIn(): boolean;
  /** Whether the rows show something accepted up to that instant that is still on its way. */
  isUnheard(upTo: number): Promise<boolean>;
}

/** How long an urgent decision waits for the relay to deliver what was accepted. */
const patienceMilliseconds = 2 * 60_000;
const longestWaitMilliseconds = 10 * 60_000;

/**
 * Whether `what` happens before that instant. After the worker, Temporal or the relay pauses, the timer and
 * earlier signals arrive together in any order. So everything accepted up to the instant is taken in first,
 * and no decision rests on outdated facts.
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

/** Whether `what` has happened by now, if there is no hurry: waits until everything accepted has arrived. */
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

/** Asks the ledger, which knows what was accepted but not delivered, until everything has arrived. */
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
