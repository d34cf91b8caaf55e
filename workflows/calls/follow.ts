import { condition } from "@temporalio/workflow";
import type { CallKind, CallRef, CallSeen, Dialled, Settled } from "../../activities/calls/contract.ts";
import type { AttemptResult, StopReason } from "../../domain/calls/list.ts";
import type { CallOutcome } from "../../domain/calls/outcome.ts";
import { type CallTiming, requestAgainSeconds } from "../../domain/calls/timing.ts";
import { ledger, placing, placingNow, telephone } from "../activities.ts";
import type { Priority } from "../contract/priority.ts";

/** A call that may be ringing, as its workflow follows it to its end. */
export interface FollowedCall<Kind extends CallKind> extends CallRef<Kind> {
  timing: CallTiming;
  /** The urgency now, not when the call was placed. */
  priority(): Priority;
  /** Calls reported as ended; the ledger says how they ended. */
  endedCalls: Set<string>;
}

/** A call that has its row but is not dialled yet. */
export interface ClaimedCall<Kind extends CallKind> extends FollowedCall<Kind> {
  /** Shown in the Temporal UI. */
  summary: string;
  whyStopped(): StopReason | null;
}

export type CallOver<Kind extends CallKind> =
  | Settled<Kind>
  | { state: "refused" }
  | { state: "stopped"; why: StopReason };

/** Dials a claimed call, unless that was done already, and follows it until its end is known. */
export async function ringAndFollow<Kind extends CallKind>(
  call: ClaimedCall<Kind>,
  before: Dialled | null = null,
): Promise<CallOver<Kind>> {
  const dialled = await dialUntilTaken(call, before);
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

/** How the call list counts the end of a call that reads a message. */
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

/** Asks the provider until it accepts the call, refuses it for certain, or leaves us without an answer. */
async function dialUntilTaken(call: ClaimedCall<CallKind>, before: Dialled | null): Promise<Taken> {
  for (let refusals = 1; ; refusals++) {
    const lastTry = requestAgainSeconds(refusals, null) === null;
    const dialled = await dialInTurn(call, refusals === 1 ? before : null, lastTry);
    if (dialled.result !== "not-placed") return dialled;
    const waitSeconds = requestAgainSeconds(refusals, dialled.retryAfterSeconds);
    await condition(() => call.whyStopped() !== null, (waitSeconds ?? 1) * 1000);
  }
}

type Taken = Exclude<Dialled, { result: "not-placed" | "no-slot" }>;

/** Dials now or, if calls are waiting for the provider's limit, behind them. */
async function dialInTurn(
  call: ClaimedCall<CallKind>,
  before: Dialled | null,
  lastTry: boolean,
): Promise<Exclude<Dialled, { result: "no-slot" }>> {
  const { kind, summary } = call;
  const order = () => ({ kind, call: call.call, stopped: call.whyStopped(), lastTry });
  const now = before ?? (await placingNow.dialCall(summary, { ...order(), eager: true }));
  if (now !== null && now.result !== "no-slot") return now;
  const options = { summary, priority: call.priority() };
  const dialled = await placing.dialCall.executeWithOptions(options, [{ ...order(), eager: false }]);
  if (dialled.result === "no-slot") throw new Error("a call in its turn always gets a slot");
  return dialled;
}

/** Waits for the final callback; if none comes, looks the call up until its longest duration (R5.2.2d). */
export async function untilEnded<Kind extends CallKind>(call: FollowedCall<Kind>): Promise<Settled<Kind>> {
  const { timing, endedCalls } = call;
  const startedAt = Date.now();
  let waitSeconds = timing.firstLookSeconds;
  for (;;) {
    const told = await condition(() => endedCalls.has(call.call), waitSeconds * 1000);
    const goneSeconds = (Date.now() - startedAt) / 1000;
    const seen = told ? await recordEnd(call) : await lookUp(call, goneSeconds >= timing.longestSeconds);
    if (isSettled(seen)) return seen;
    // The report came before its facts could be read. Forget it and await the next, or this loop would spin.
    endedCalls.delete(call.call);
    waitSeconds = timing.lookAgainSeconds;
  }
}

/** After a request without an answer, looks for the call at the provider before dialling again (RA2). */
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

// With options set, the activity loses its generic type, so the casts below restore each kind's own result.
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
