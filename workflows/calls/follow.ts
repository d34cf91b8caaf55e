import { condition } from "@temporalio/workflow";
import type { CallSeen, Dialled } from "../../activities/calls/contract.ts";
import type { CallOutcome } from "../../domain/calls/outcome.ts";
import {
  firstLookSeconds,
  longestCallSeconds,
  lookAgainSeconds,
  requestAgainSeconds,
  unknownLooksSeconds,
} from "../../domain/calls/timing.ts";

/** Asks the provider until it took the call, surely refused it, or left us without an answer. */
export async function dialUntilTaken(
  dial: (lastTry: boolean) => Promise<Dialled>,
  isStopped: () => boolean,
): Promise<Exclude<Dialled, { result: "not-placed" }>> {
  for (let refusals = 1; ; refusals++) {
    const dialled = await dial(requestAgainSeconds(refusals, null) === null);
    if (dialled.result !== "not-placed") return dialled;
    const waitSeconds = requestAgainSeconds(refusals, dialled.retryAfterSeconds);
    await condition(isStopped, (waitSeconds ?? 1) * 1000);
  }
}

/** A call that was requested, as its workflow follows it. */
export interface RequestedCall {
  ringSeconds: number;
  /** Somebody said that it has ended. */
  isSaidToHaveEnded(): boolean;
  /** That was said before its facts could be read. */
  forgetWhatWasSaid(): void;
  recordEnd(): Promise<CallSeen>;
  /** `last`: settles it in any case. */
  lookUp(last: boolean): Promise<CallSeen>;
}

/** Waits for the final callback; where it does not come, looks the call up until its longest length is over (R5.2.2d). */
export async function untilEnded(call: RequestedCall): Promise<CallOutcome> {
  const startedAt = Date.now();
  let waitSeconds = firstLookSeconds(call.ringSeconds);
  for (;;) {
    const told = await condition(() => call.isSaidToHaveEnded(), waitSeconds * 1000);
    const goneSeconds = (Date.now() - startedAt) / 1000;
    const last = goneSeconds >= longestCallSeconds(call.ringSeconds);
    const seen = told ? await call.recordEnd() : await call.lookUp(last);
    if (seen.state === "ended") return seen.outcome;
    // A callback that said "ended" before its facts could be read is told again: forget it, or this would spin.
    call.forgetWhatWasSaid();
    waitSeconds = lookAgainSeconds;
  }
}

/** A request without an answer: looked for at the provider before anything is dialled again (RA2). */
export async function settleUnknown(call: RequestedCall): Promise<CallOutcome | "absent"> {
  const startedAt = Date.now();
  for (const [index, lookSeconds] of unknownLooksSeconds.entries()) {
    const isLast = index === unknownLooksSeconds.length - 1;
    const waitMilliseconds = Math.max(0, startedAt + lookSeconds * 1000 - Date.now());
    await condition(() => call.isSaidToHaveEnded(), Math.max(1, waitMilliseconds));
    const seen = await call.lookUp(isLast);
    if (seen.state === "ended") return seen.outcome;
    if (seen.state === "ringing" || seen.state === "talking") return await untilEnded(call);
    if (seen.state === "absent" && isLast) return "absent";
  }
  return "failed";
}
