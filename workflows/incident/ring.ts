import { condition } from "@temporalio/workflow";
import type { CallSeen, Dialled } from "../../activities/contract.ts";
import type { Attempt, AttemptResult } from "../../domain/calling/list.ts";
import type { CallOutcome } from "../../domain/calling/outcome.ts";
import {
  firstLookSeconds,
  longestCallSeconds,
  lookAgainSeconds,
  requestAgainSeconds,
  unknownLooksSeconds,
} from "../../domain/calling/timing.ts";
import { alertStep } from "../../domain/incident/steps.ts";
import { ledger, placing, telephone } from "../activities.ts";
import { type CallList, whyStopped } from "./callList.ts";
import { type IncidentRun, priorityOf } from "./run.ts";

/** An attempt with the id of its row, once there is one. */
export interface RunningAttempt extends Attempt {
  call: string | null;
}

/** Rings one number once: claim, request, and then whatever it takes to know how it ended. */
export async function ring(
  run: IncidentRun,
  list: CallList,
  attempt: RunningAttempt,
): Promise<AttemptResult> {
  const call = await claim(run, list, attempt);
  if (call === null) return attempt.result ?? "withdrawn";
  attempt.call = call;
  const dialled = await dial(run, list, attempt, call);
  switch (dialled) {
    case "accepted":
      return await untilEnded(run, list.plan.ringSeconds, call);
    case "unknown":
      return await settleUnknown(run, list.plan.ringSeconds, call);
    default:
      return dialled;
  }
}

/** The row of this ring, or null where nothing is rung: `attempt.result` then says why. */
async function claim(run: IncidentRun, list: CallList, attempt: RunningAttempt): Promise<string | null> {
  const { round, position, contact } = attempt;
  const early = claimedEarly(run, list, attempt);
  if (early !== null) return early;
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

/** The relay claimed the very first ring as it opened the incident, unless something spoke against it. */
function claimedEarly(run: IncidentRun, list: CallList, attempt: RunningAttempt): string | null {
  const isFirst = attempt.round === 1 && attempt.position === 1 && attempt.try === 1;
  const ofOpening = list.step === alertStep(1, run.opening.handling.rule);
  return isFirst && ofOpening ? (run.opening.firstCall ?? null) : null;
}

/** Asks the provider until it took the call, surely refused it, or left us without an answer. */
async function dial(
  run: IncidentRun,
  list: CallList,
  attempt: RunningAttempt,
  call: string,
): Promise<"accepted" | "unknown" | "failed" | "withdrawn"> {
  for (let refusals = 1; ; refusals++) {
    const options = {
      summary: `${attempt.contact} へ架電 ${attempt.round}巡目${attempt.position}番`,
      priority: priorityOf(run),
    };
    const order = {
      call,
      stopped: whyStopped(run, list),
      lastTry: requestAgainSeconds(refusals, null) === null,
    };
    const dialled: Dialled = await placing.dialCall.executeWithOptions(options, [order]);
    switch (dialled.result) {
      case "accepted":
        return "accepted";
      case "unknown":
        return "unknown";
      case "refused":
        return "failed";
      case "stopped":
        run.storedStop = { occurrence: list.occurrence, level: list.level, why: dialled.why };
        return "withdrawn";
      case "not-placed": {
        const waitSeconds = requestAgainSeconds(refusals, dialled.retryAfterSeconds);
        await condition(() => whyStopped(run, list) !== null, (waitSeconds ?? 1) * 1000);
      }
    }
  }
}

/** Waits for the final callback; where it does not come, looks the call up until its longest length is over (R5.2.2d). */
async function untilEnded(run: IncidentRun, ringSeconds: number, call: string): Promise<AttemptResult> {
  const startedAt = Date.now();
  let waitSeconds = firstLookSeconds(ringSeconds);
  for (;;) {
    const told = await condition(() => run.endedCalls.has(call), waitSeconds * 1000);
    const goneSeconds = (Date.now() - startedAt) / 1000;
    const last = goneSeconds >= longestCallSeconds(ringSeconds);
    const seen = told ? await recordEnd(call) : await lookUp(run, call, last);
    if (seen.state === "ended") return ended(run, call, seen.outcome);
    // A callback that said "ended" before its facts could be read is told again: forget it, or this would spin.
    run.endedCalls.delete(call);
    waitSeconds = lookAgainSeconds;
  }
}

/** A request without an answer: looked for at the provider before anything is dialled again (RA2). */
async function settleUnknown(run: IncidentRun, ringSeconds: number, call: string): Promise<AttemptResult> {
  const startedAt = Date.now();
  for (const [index, lookSeconds] of unknownLooksSeconds.entries()) {
    const waitMilliseconds = Math.max(0, startedAt + lookSeconds * 1000 - Date.now());
    await condition(() => run.endedCalls.has(call), Math.max(1, waitMilliseconds));
    const seen = await lookUp(run, call, index === unknownLooksSeconds.length - 1);
    if (seen.state === "ended") return ended(run, call, seen.outcome);
    if (seen.state === "ringing" || seen.state === "talking") return await untilEnded(run, ringSeconds, call);
    if (seen.state === "absent" && index === unknownLooksSeconds.length - 1) return "absent";
  }
  return "failed";
}

/** Kept, so that a key heard of only now still corrects what was recorded. */
function ended(run: IncidentRun, call: string, outcome: CallOutcome): CallOutcome {
  run.endedCalls.add(call);
  return outcome;
}

const recordEnd = (call: string): Promise<CallSeen> =>
  ledger.recordCallEnd.executeWithOptions({ summary: "通話の結果を記録" }, [{ call }]);

const lookUp = (run: IncidentRun, call: string, last: boolean): Promise<CallSeen> =>
  telephone.lookUpCall.executeWithOptions(
    { summary: "通話の状況を電話会社に確認", priority: priorityOf(run) },
    [{ call, last }],
  );
