import { type CallRow, factsOfOperatorCall, readCall, updateCall } from "../../db/calls/calls.ts";
import { refreshFirstResponse } from "../../db/incidents/firstResponse.ts";
import { type TimelineLine, tellTimeline } from "../../db/incidents/timelineLines.ts";
import { inIncident } from "../../db/incidentTransaction.ts";
import { operatorCallEnd } from "../../domain/calls/operators/end.ts";
import type { CallResult } from "../../domain/calls/operators/result.ts";
import { callReasonTexts, operatorCallLineTexts, operatorCallReasonTexts } from "../../domain/calls/texts.ts";
import type { ActivityDeps } from "../deps.ts";
import { nameOf } from "./nameOf.ts";
import type { OperatorCallActivities, OperatorCallSeen } from "./operatorContract.ts";
import { askProvider } from "./operatorLookUp.ts";

/** How a click-to-call ended: by our stored facts first, then, with `lookUp`, by asking the provider. */
export function operatorEndActivities(deps: ActivityDeps): Pick<OperatorCallActivities, "operatorCallEnd"> {
  return {
    async operatorCallEnd({ call: id, lookUp, last }) {
      const seen = await look(deps, id, lookUp, last);
      if (seen.state !== "ended") return seen;
      const call = await readCall(deps.db, id);
      return { ...seen, contactCalled: call !== null && call.legSid !== null };
    },
  };
}

async function look(deps: ActivityDeps, id: string, lookUp: boolean, last: boolean): Promise<Seen> {
  const known = await readFacts(deps, id);
  if (known.state === "ended" || !lookUp) return known;
  const provider = await askProvider(deps, id, last);
  const seen = await readFacts(deps, id);
  if (seen.state === "ended") return seen;
  if (provider === "nobody-called")
    return await settle(deps, id, "failed", operatorCallReasonTexts.neverCalled());
  if (!last) return provider === "no-word" ? { state: "no-word" } : seen;
  return await settleAtLast(deps, id, seen);
}

/** As the facts say it, before it is known whether the contact's phone was called at all. */
type Seen =
  | Exclude<OperatorCallSeen, { state: "ended" }>
  | Omit<Extract<OperatorCallSeen, { state: "ended" }>, "contactCalled">;

/** Reads the stored facts, and records the end. */
async function readFacts(deps: ActivityDeps, id: string): Promise<Seen> {
  const call = await readCall(deps.db, id);
  if (call === null) return { state: "ended", result: "failed", reason: null };
  const facts = await factsOfOperatorCall(deps.db, id);
  const end = operatorCallEnd(facts);
  if (call.endedAt !== null) return settledBefore(call, end);
  if (end.state !== "ended") {
    await noteProgress(deps, call, facts.find((fact) => fact.kind === "status")?.sid ?? null);
    return end;
  }
  const endedAt = facts.at(-1)?.receivedAt ?? deps.clock();
  return await settle(deps, id, end.result, end.reason, endedAt);
}

/** Asked again, e.g. because the answer was lost: the same answer. */
function settledBefore(call: CallRow, end: Seen): Seen {
  const { result, reason } = call;
  if (result !== null) return { state: "ended", result, reason };
  if (end.state === "ended") return { ...end, reason };
  const unanswered = call.answeredAt === null ? "no-answer" : null;
  return { state: "ended", result: call.notPlaced ? "failed" : unanswered, reason };
}

/** The contact's phone rings or was answered: that is a first response (R3.1a), and stands on the timeline. */
async function noteProgress(deps: ActivityDeps, call: CallRow, sid: string | null): Promise<void> {
  if (call.sid === null && sid !== null) await updateCall(deps.db, call.id, { sid });
  if (call.legSid === null) return;
  const line = await legLine(deps, call);
  await inIncident(deps.db, call.incident, async (tx) => {
    await tellTimeline(tx, line);
    await refreshFirstResponse(tx, call.incident);
  });
}

async function settle(
  deps: ActivityDeps,
  id: string,
  result: CallResult | null,
  reason: string | null,
  endedAt = deps.clock(),
): Promise<Seen> {
  const call = await readCall(deps.db, id);
  if (call === null) return { state: "ended", result, reason };
  const lines = await legLine(deps, call);
  const text = operatorCallLineTexts.resultWanted({ name: await nameOf(deps, call) });
  const open = result === null && call.result === null;
  await inIncident(deps.db, call.incident, async (tx) => {
    await updateCall(tx, id, { endedAt, reason, notPlaced: call.legSid === null });
    const wanted = { actor: "toban", kind: "operators-call", text, fact: `call/${id}/result-wanted` };
    await tellTimeline(tx, open ? [...lines, { incident: call.incident, at: endedAt, ...wanted }] : lines);
    await refreshFirstResponse(tx, call.incident);
  });
  return { state: "ended", result: call.result ?? result, reason };
}

/** The last try: ends what still goes on, and closes the call even if nobody knows how it ended. */
async function settleAtLast(deps: ActivityDeps, id: string, seen: Seen): Promise<Seen> {
  const call = await readCall(deps.db, id);
  if (call?.sid) await deps.telephone.end(call.sid, "completed");
  if (seen.state === "talking") return await settle(deps, id, null, callReasonTexts.tooLong());
  const rung = call?.legSid != null;
  return await settle(deps, id, rung ? "no-answer" : "failed", callReasonTexts.noWord());
}

async function legLine(deps: ActivityDeps, call: CallRow): Promise<TimelineLine[]> {
  if (call.legSid === null || call.acceptedAt === null) return [];
  const text = operatorCallLineTexts.called({ name: await nameOf(deps, call) });
  const about = { incident: call.incident, at: call.acceptedAt, actor: call.calledBy ?? "toban" };
  return [{ ...about, kind: "call", text, fact: `call/${call.id}/leg` }];
}
