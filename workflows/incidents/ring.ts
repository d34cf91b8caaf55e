import { condition } from "@temporalio/workflow";
import type { Attempt, AttemptResult } from "../../domain/calls/list.ts";
import { messageCallTiming } from "../../domain/calls/timing.ts";
import type { OpenRing } from "../../domain/incidents/rebuilt.ts";
import { ledger } from "../activities.ts";
import { type FollowedCall, resultOf, ringAndFollow, untilEnded } from "../calls/follow.ts";
import { type CallList, whyStopped } from "./callList.ts";
import { begin, type IncidentRun, inFlight, priorityOf } from "./incidentRun.ts";

/** An attempt with the id of its row; null until there is one. */
export interface RunningAttempt extends Attempt {
  call: string | null;
}

/** Rings one number once: claims it, dials it, and follows the call until its end is known. */
export async function ring(
  run: IncidentRun,
  list: CallList,
  attempt: RunningAttempt,
): Promise<AttemptResult> {
  const call = await claim(run, list, attempt);
  if (call === null) return attempt.result ?? "withdrawn";
  attempt.call = call;
  const over = await ringAndFollow({
    ...followed(run, { call, ringSeconds: list.plan.ringSeconds }),
    summary: `${attempt.contact} へ架電 ${attempt.round}巡目${attempt.position}番`,
    whyStopped: () => whyStopped(run, list),
  });
  if (over.state === "stopped")
    run.storedStop = { occurrence: list.occurrence, level: list.level, why: over.why };
  // Kept so that a key received later can still correct the recorded outcome.
  if (over.state === "ended") run.endedCalls.add(call);
  return resultOf(over);
}

/** Records the end of a call that an earlier run of this incident placed, even if its list is over. */
export function followRing(run: IncidentRun, open: OpenRing): void {
  begin(run, `${open.contact} への架電の結果を確認`, async () => {
    await inFlight(run, () => untilEnded(followed(run, open)));
    run.endedCalls.add(open.call);
  });
}

const followed = (
  run: IncidentRun,
  { call, ringSeconds }: Pick<OpenRing, "call" | "ringSeconds">,
): FollowedCall<"auto"> => ({
  kind: "auto",
  call,
  timing: messageCallTiming(ringSeconds),
  priority: () => priorityOf(run),
  endedCalls: run.endedCalls,
});

/** Returns the row of this call, or null if it is not rung: skipped (see `attempt.result`) or withdrawn. */
async function claim(run: IncidentRun, list: CallList, attempt: RunningAttempt): Promise<string | null> {
  const { round, position, contact } = attempt;
  for (;;) {
    const options = { summary: `${contact} ${round}巡目${position}番: 架電の可否を確認` };
    const answer = await ledger.claimCall.executeWithOptions(options, [
      {
        incident: run.opening.number,
        occurrence: list.occurrence,
        step: list.step,
        round,
        position,
        try: attempt.try,
        contact,
        skipMinutes: list.plan.skipMinutes,
        ringSeconds: list.plan.ringSeconds,
      },
    ]);
    switch (answer.result) {
      case "claimed":
        return answer.call;
      case "skipped":
        attempt.result = "skipped";
        return null;
      case "stopped":
        run.storedStop = { occurrence: list.occurrence, level: list.level, why: answer.why };
        return null;
      case "number-in-use":
        await condition(() => run.endedCalls.has(answer.by) || whyStopped(run, list) !== null, "15s");
        if (whyStopped(run, list) !== null) return null;
    }
  }
}
