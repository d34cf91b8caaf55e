import { condition, patched } from "@temporalio/workflow";
import { people } from "../activities.ts";
import type { IncidentRun } from "./run.ts";

/** Whoever waits for something urgent waits no longer than this for a relay that does not come. */
const patienceMilliseconds = 2 * 60_000;
const longestWaitMilliseconds = 10 * 60_000;

/**
 * Whether it happens before that instant. Late is a case: after a pause of the worker, of Temporal or of the relay, the
 * timer and what came before it arrive together and in any order. So whatever was accepted up to the instant is taken in
 * before this answers, and nobody decides on what was true an hour ago.
 */
export async function happensBefore(
  run: IncidentRun,
  what: () => boolean,
  instant: number,
): Promise<boolean> {
  if (what()) return true;
  const leftMilliseconds = instant - Date.now();
  // Older histories replay through here: one `await` more, also of what is known, changes the order of their commands.
  if (leftMilliseconds > 0 && (await condition(what, leftMilliseconds))) return true;
  if (!patched("late-is-a-case")) return false;
  await takenInUpTo(run, what, instant);
  return what();
}

/** Whether it has happened by now, for what is not urgent: what was accepted is waited for until it is here. */
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

/** The ledger knows what was accepted and has not been told yet; it is asked until all of it is here. */
async function takenInUpTo(run: IncidentRun, what: () => boolean, instant: number): Promise<void> {
  const until = Date.now() + patienceMilliseconds;
  for (let waitMilliseconds = 1_000; ; waitMilliseconds *= 2) {
    await condition(() => isTakenIn(run) || what());
    const waits = !what() && (await isUnheard(run, instant));
    await condition(() => isTakenIn(run) || what());
    if (what() || !waits || Date.now() >= until) return;
    // A signal wakes it at once; what needs none, such as an alert that joins no incident, is seen by asking again.
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
