import { type CallRow, readCall, updateCall } from "../../db/calls/calls.ts";
import type { TimelineLine } from "../../db/timelineLines.ts";
import { operatorCallEvents as events } from "../../domain/calls/events.ts";
import type { OperatorCallEnd } from "../../domain/calls/operators/end.ts";
import type { ActivityDeps } from "../deps.ts";
import type { CallEnds, CallSeen } from "./contract.ts";
import { lineOf, nameOf, recordCall } from "./recordCall.ts";

type Ended = Pick<CallEnds["operator"], "result" | "reason">;

/** Answers a repeated question (the first answer may be lost) in the same way. */
export function settledBefore(call: CallRow, end: OperatorCallEnd): CallSeen<"operator"> {
  const { reason } = call;
  const unanswered = call.answeredAt === null ? "no-answer" : null;
  const settled = call.notPlaced ? "failed" : unanswered;
  const result = call.result ?? (end.state === "ended" ? end.result : settled);
  return { state: "ended", result, reason, contactCalled: call.legSid !== null };
}

/** Records that the contact's phone rings or was answered: a first response (R3.1a), on the timeline. */
export async function noteProgress(deps: ActivityDeps, call: CallRow, sid: string | null): Promise<void> {
  if (call.sid === null && sid !== null) await updateCall(deps.db, call.id, { sid });
  if (call.legSid !== null) await recordCall(deps, call, {}, await legLine(deps, call));
}

/** Records the end. If nobody knows who was spoken to, the operator is asked for the result. */
export async function settle(
  deps: ActivityDeps,
  id: string,
  { result, reason }: Ended,
  endedAt = deps.clock(),
): Promise<CallSeen<"operator">> {
  const call = await readCall(deps.db, id);
  if (call === null) return { state: "absent" };
  const contactCalled = call.legSid !== null;
  const lines = await legLine(deps, call);
  if (result === null && call.result === null) {
    const event = events.resultWanted({ name: await nameOf(deps, call) });
    lines.push(lineOf(call, "result-wanted", endedAt, event));
  }
  await recordCall(deps, call, { endedAt, reason, notPlaced: !contactCalled }, lines);
  return { state: "ended", result: call.result ?? result, reason, contactCalled };
}

async function legLine(deps: ActivityDeps, call: CallRow): Promise<TimelineLine[]> {
  if (call.legSid === null || call.acceptedAt === null) return [];
  const line = lineOf(call, "leg", call.acceptedAt, events.called({ name: await nameOf(deps, call) }));
  return [{ ...line, actor: call.calledBy ?? line.actor }];
}
