import { condition } from "@temporalio/workflow";
import type { CallKind, CallRef, CallSeen, Dialled, Settled } from "../../activities/calls/contract.ts";
import type { AttemptResult, StopReason } from "../../domain/calls/list.ts";
import type { CallOutcome } from "../../domain/calls/outcome.ts";
import { type CallTiming, requestAgainSeconds } from "../../domain/calls/timing.ts";
import { ledger, placing, telephone } from "../activities.ts";
import type { Priority } from "../contract/priority.ts";

/** A call that may ring, as its workflow waits for its end. */
export interface FollowedCall<Kind extends CallKind> extends CallRef<Kind> {
  timing: CallTiming;
  /** As urgent as it is at this moment. */
  priority(): Priority;
  /** Calls that somebody said have ended; the ledger says how. */
  endedCalls: Set<string>;
}

/** A call whose row stands, before it is dialled. */
export interface ClaimedCall<Kind extends CallKind> extends FollowedCall<Kind> {
  /** Named for people. */
  summary: string;
  whyStopped(): StopReason | null;
}

export type CallOver<Kind extends CallKind> =
  | Settled<Kind>
  | { state: "refused" }
  | { state: "stopped"; why: StopReason };

/** Has a claimed call dialled, and follows it until its end is known. */
export async function ringAndFollow<Kind extends CallKind>(call: ClaimedCall<Kind>): Promise<CallOver<Kind>> {
  const dialled = await dialUntilTaken(call);
  switch (dialled.result) {
    case "accepted":
      return await untilEnded(call);
    case "unknown":
      return await settleUnknown(call);
    case "refused":
      return { state: "refused" };
    case "stopped":
      return { state: "stopped", why: dialled.why };
  }
}

/** What a call that reads a message came to, as its list counts it. */
export function resultOf(
  over: { state: "ended"; outcome: CallOutcome } | Exclude<CallOver<CallKind>, { state: "ended" }>,
): AttemptResult {
  switch (over.state) {
    case "ended":
      return over.outcome;
    case "absent":
      return "absent";
    case "refused":
      return "failed";
    case "stopped":
      return "withdrawn";
  }
}

/** Asks the provider until it took the call, surely refused it, or left us without an answer. */
async function dialUntilTaken(
  call: ClaimedCall<CallKind>,
): Promise<Exclude<Dialled, { result: "not-placed" }>> {
  const { kind, summary } = call;
  for (let refusals = 1; ; refusals++) {
    const lastTry = requestAgainSeconds(refusals, null) === null;
    const order = { kind, call: call.call, stopped: call.whyStopped(), lastTry };
    const dialled = await placing.dialCall.executeWithOptions({ summary, priority: call.priority() }, [
      order,
    ]);
    if (dialled.result !== "not-placed") return dialled;
    const waitSeconds = requestAgainSeconds(refusals, dialled.retryAfterSeconds);
    await condition(() => call.whyStopped() !== null, (waitSeconds ?? 1) * 1000);
  }
}

/** Waits for the final callback; where it does not come, looks the call up until its longest length is over (R5.2.2d). */
export async function untilEnded<Kind extends CallKind>(call: FollowedCall<Kind>): Promise<Settled<Kind>> {
  const { timing, endedCalls } = call;
  const startedAt = Date.now();
  let waitSeconds = timing.firstLookSeconds;
  for (;;) {
    const told = await condition(() => endedCalls.has(call.call), waitSeconds * 1000);
    const goneSeconds = (Date.now() - startedAt) / 1000;
    const seen = told ? await recordEnd(call) : await lookUp(call, goneSeconds >= timing.longestSeconds);
    if (isSettled(seen)) return seen;
    // A callback that said "ended" before its facts could be read is told again: forget it, or this would spin.
    endedCalls.delete(call.call);
    waitSeconds = timing.lookAgainSeconds;
  }
}

/** A request without an answer: looked for at the provider before anything is dialled again (RA2). */
async function settleUnknown<Kind extends CallKind>(call: FollowedCall<Kind>): Promise<Settled<Kind>> {
  const { unknownLooksSeconds } = call.timing;
  const startedAt = Date.now();
  for (const [index, lookSeconds] of unknownLooksSeconds.entries()) {
    const waitMilliseconds = Math.max(0, startedAt + lookSeconds * 1000 - Date.now());
    await condition(() => call.endedCalls.has(call.call), Math.max(1, waitMilliseconds));
    const seen = await lookUp(call, index === unknownLooksSeconds.length - 1);
    if (isSettled(seen)) return seen;
    if (seen.state !== "no-word") break;
  }
  return await untilEnded(call);
}

const isSettled = <Kind extends CallKind>(seen: CallSeen<Kind>): seen is Settled<Kind> =>
  seen.state === "ended" || seen.state === "absent";

// An activity with options answers for calls of any kind; each call's end is that of its own.
const recordEnd = async <Kind extends CallKind>({ kind, call }: CallRef<Kind>) =>
  (await ledger.recordCallEnd.executeWithOptions({ summary: "通話の結果を記録" }, [
    { kind, call },
  ])) as CallSeen<Kind>;

async function lookUp<Kind extends CallKind>(followed: FollowedCall<Kind>, last: boolean) {
  const { kind, call } = followed;
  const options = { summary: "通話の状況を電話会社に確認", priority: followed.priority() };
  const seen = await telephone.lookUpCall.executeWithOptions(options, [{ kind, call, last }]);
  return seen as CallSeen<Kind>;
}
