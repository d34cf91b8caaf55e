import { condition } from "@temporalio/workflow";
import { type Attempt, decideNextCalls, type ListResult, type Place } from "../../domain/calls/list.ts";
import type { HowToEnd } from "../../domain/calls/outcome.ts";
import { telephone } from "../activities.ts";
import { type CallList, isStoppedByStored, whyStopped } from "./callList.ts";
import { begin, type IncidentRun, inFlight, priorityOf } from "./incidentRun.ts";
import { type RunningAttempt, ring } from "./ring.ts";

export interface CallListEnd {
  result: ListResult;
  rung: number;
  skipped: number;
}

/** Makes the automatic calls (R5.2.2a-f): does what the rules say is next until the list is finished. */
export async function autoCall(run: IncidentRun, list: CallList): Promise<CallListEnd> {
  const attempts: RunningAttempt[] = [];
  for (;;) {
    const stopped = whyStopped(run, list);
    const decision = decideNextCalls(list.plan, { attempts: attempts.map((one) => seen(run, one)), stopped });
    if (decision.next === "finish") {
      const reachedNobody = decision.result === "nobody" || decision.result === "all-skipped";
      if (reachedNobody && (await isStoppedByStored(run, list))) continue;
      return summary(attempts, decision.result);
    }
    if (decision.next === "ring") {
      for (const call of decision.calls) attempts.push(startRinging(run, list, call));
    } else if (decision.end !== null) {
      endCalls(run, attempts, decision.end.calls, decision.end.how);
    }
    const before = attempts.filter((one) => one.result !== null).length;
    await condition(
      () =>
        whyStopped(run, list) !== stopped || attempts.filter((one) => one.result !== null).length !== before,
    );
  }
}

function startRinging(run: IncidentRun, list: CallList, call: Place & { contact: string }): RunningAttempt {
  const attempt: RunningAttempt = { ...call, won: false, endRequested: false, result: null, call: null };
  inFlight(run, () => ring(run, list, attempt)).then(
    (result) => {
      attempt.result = result;
    },
    () => {
      attempt.result = "failed";
    },
  );
  return attempt;
}

function endCalls(run: IncidentRun, attempts: RunningAttempt[], places: Place[], how: HowToEnd): void {
  for (const attempt of attempts.filter((one) => places.some((place) => isAt(one, place)))) {
    attempt.endRequested = true;
    begin(run, `${attempt.contact} への架電を終了`, async () => {
      await condition(() => attempt.call !== null || attempt.result !== null);
      if (attempt.call === null || attempt.result !== null) return;
      const options = { summary: `${attempt.contact} への架電を終了`, priority: priorityOf(run) };
      await telephone.endCall.executeWithOptions(options, [{ kind: "auto", call: attempt.call, how }]);
    });
  }
}

const isAt = (one: Place, other: Place): boolean =>
  one.round === other.round && one.position === other.position && one.try === other.try;

const seen = (run: IncidentRun, attempt: RunningAttempt): Attempt => ({
  ...attempt,
  won: attempt.call !== null && run.wonCalls.has(attempt.call),
});

function summary(attempts: RunningAttempt[], result: ListResult): CallListEnd {
  const notRung = new Set(["skipped", "failed", "absent", "withdrawn"]);
  return {
    result,
    rung: attempts.filter((one) => !notRung.has(one.result ?? "withdrawn")).length,
    skipped: attempts.filter((one) => one.result === "skipped").length,
  };
}
