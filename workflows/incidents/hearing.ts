import { people } from "../activities.ts";
import type { Hearing } from "../kit/moments.ts";
import type { IncidentRun } from "./incidentRun.ts";

/** Tells whether the alerts and keys accepted for an incident have reached it. */
export const hearing = (run: IncidentRun): Hearing => ({
  isTakenIn: () => run.inbox.length === 0 && run.keys.length === 0 && !run.takingIn,

  /** Not a local activity: its answer must arrive in its own task, behind every signal sent before it. */
  isUnheard: (upTo) =>
    people.isUnheard.executeWithOptions({ summary: "届いていない知らせの有無を確認" }, [
      { incident: run.opening.number, seenUpTo: run.memory.seenUpTo, upTo },
    ]),
});
