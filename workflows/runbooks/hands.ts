import { condition } from "@temporalio/workflow";
import { actTexts, recoveryTitle } from "../../domain/runbooks/runTexts.ts";
import { type Hands, RunStopped } from "../../domain/runbooks/runTree.ts";
import { runRecords } from "./activities.ts";
import { byPeople } from "./people.ts";
import { beginStep, endStep } from "./progress.ts";
import type { RunOnTarget } from "./runAtWork.ts";
import { onTarget } from "./target.ts";
import { secondsLeft, secondsOf, whyStopped, whyStoppedInTime } from "./time.ts";

/** Everything a runbook's run can do: see, act, and wait. */
export const handsOf = (run: RunOnTarget): Hands => ({
  ...onTarget(run),
  ...byPeople(run),
  seconds: () => secondsOf(run),
  stopped: () => whyStopped(run),

  async pause(seconds) {
    const left = Math.max(0.001, Math.min(seconds, secondsLeft(run)));
    await condition(() => whyStopped(run) !== null, left * 1_000);
    if (whyStopped(run) === null) return;
    const reason = await whyStoppedInTime(run);
    if (reason !== null) throw new RunStopped(reason);
  },

  async recovery(waitSeconds) {
    const title = recoveryTitle();
    const fact = { ...beginStep(run, "recovery", "recovery", title), actor: null, event: null };
    await runRecords.recordStep({ ...fact, state: "running", seen: null, at: Date.now() });
    const left = Math.max(1, Math.min(waitSeconds, secondsLeft(run)));
    await condition(() => !run.firing || run.ending !== null, left * 1_000);
    const reason = await whyStoppedInTime(run);
    if (reason === "abort") throw new RunStopped(reason);
    const recovered = !run.firing || reason === "recovered";
    const seen = recovered ? actTexts.recovered() : actTexts.stillFiring();
    await runRecords.recordStep({ ...fact, state: recovered ? "yes" : "no", seen, at: Date.now() });
    endStep(run, title, seen);
    return recovered;
  },
});
