import { condition } from "@temporalio/workflow";
import type { Dialled } from "../../activities/calls/contract.ts";
import type { StillRinging } from "../../activities/incidents/contract.ts";
import type { Attempt, AttemptResult } from "../../domain/calls/list.ts";
import { messageCallTiming } from "../../domain/calls/timing.ts";
import type { OpenRing } from "../../domain/incidents/rebuilt.ts";
import { ledger, placingNow } from "../activities.ts";
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
  const summary = `${attempt.contact} へ架電 ${attempt.round}巡目${attempt.position}番`;
  run.claims++;
  const claimed = await claim(run, list, attempt, summary).finally(() => run.claims--);
  if (claimed === null) return attempt.result ?? "withdrawn";
  const { call, dialled } = claimed;
  attempt.call = call;
  run.followedCalls.add(call);
  const followedCall = followed(run, { call, ringSeconds: list.plan.ringSeconds });
  const over = await ringAndFollow(
    { ...followedCall, summary, whyStopped: () => whyStopped(run, list) },
    dialled,
  );
  if (over.state === "stopped")
    run.storedStop = { occurrence: list.occurrence, level: list.level, why: over.why };
  // Kept so that a key received later can still correct the recorded outcome.
  if (over.state === "ended") run.endedCalls.add(call);
  return resultOf(over);
}

/**
 * Follows calls that no list of this run knows. A task that placed a call was lost with its worker; the task
 * given out in its place had news by then, such as a recovery, and placed none.
 */
export function followForgotten(run: IncidentRun, { ringing }: StillRinging): void {
  const forgotten = () => ringing.filter(({ call }) => !run.followedCalls.has(call));
  if (forgotten().length === 0) return;
  begin(run, "架電の記録を確認", async () => {
    // It may be a call whose claim is just being answered.
    await condition(() => run.claims === 0);
    for (const open of forgotten()) followRing(run, open);
  });
}

/** Records the end of a call that an earlier run or a lost task placed, even if its list is over. */
export function followRing(run: IncidentRun, open: OpenRing): void {
  run.followedCalls.add(open.call);
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

/**
 * Claims this call and, if it can be, dials it in one go. Returns its row and how the dialling went so far, or
 * null if it is not rung: skipped (see `attempt.result`) or withdrawn.
 */
async function claim(
  run: IncidentRun,
  list: CallList,
  attempt: RunningAttempt,
  summary: string,
): Promise<{ call: string; dialled: Dialled | null } | null> {
  const { round, position, contact } = attempt;
  const order = {
    incident: run.opening.number,
    occurrence: list.occurrence,
    step: list.step,
    round,
    position,
    try: attempt.try,
    contact,
    skipMinutes: list.plan.skipMinutes,
    ringSeconds: list.plan.ringSeconds,
  };
  for (;;) {
    const { claim: answer, dialled } = (await placingNow.claimAndDial(summary, order)) ?? {
      claim: await ledger.claimCall.executeWithOptions({ summary }, [order]),
      dialled: null,
    };
    switch (answer.result) {
      case "claimed":
        return { call: answer.call, dialled };
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
