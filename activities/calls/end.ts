import { ApplicationFailure } from "@temporalio/activity";
import { type CallRow, factsOfCall, readCall, type StoredFact, updateCall } from "../../db/calls/calls.ts";
import { refreshFirstResponse } from "../../db/incidents/firstResponse.ts";
import { tellTimeline } from "../../db/incidents/timelineLines.ts";
import { inIncident } from "../../db/incidentTransaction.ts";
import { callEnd } from "../../domain/calls/outcome.ts";
import { callLineTexts } from "../../domain/calls/texts.ts";
import { callOutcomeWord } from "../../domain/messages/fallbackMail.ts";
import type { ActivityDeps } from "../deps.ts";
import type { CallingActivities, CallSeen } from "./contract.ts";
import { nameOf } from "./nameOf.ts";

export function endActivities(deps: ActivityDeps): Pick<CallingActivities, "endCall" | "recordCallEnd"> {
  return {
    async recordCallEnd({ call: id }) {
      const call = await readCall(deps.db, id);
      return call === null ? { state: "absent" } : await recordEnd(deps, call);
    },

    async endCall({ call: id, how }) {
      const call = await readCall(deps.db, id);
      if (call === null || call.outcome !== null || call.requestedAt === null) return;
      const facts = await factsOfCall(deps.db, id);
      const sid = call.sid ?? facts[0]?.sid ?? null;
      if (sid === null) throw stillBeingPlaced();
      if (how === "if-ringing" && callEnd(facts, null).ended === false && isAnswered(facts)) return;
      await updateCall(deps.db, id, { endRequested: how });
      const ended = await deps.telephone.end(sid, how === "hang-up" ? "completed" : "canceled");
      if (ended.outcome !== "done" && ended.outcome !== "permanent") throw notEnded(ended.reason);
    },
  };
}

/** Records a call's end from its stored facts; later ones may add to it, e.g. that 1 was pressed after all. */
export async function recordEnd(deps: ActivityDeps, call: CallRow): Promise<CallSeen> {
  const facts = await factsOfCall(deps.db, call.id);
  const end = callEnd(facts, call.endRequested);
  const sid = call.sid ?? facts[0]?.sid ?? null;
  const acceptedAt = call.acceptedAt ?? facts[0]?.receivedAt ?? null;
  if (!end.ended) {
    if (sid !== call.sid) await updateCall(deps.db, call.id, { sid, acceptedAt });
    return { state: end.answered ? "talking" : "ringing" };
  }
  const { outcome, reason } = end;
  if (call.outcome === outcome) return { state: "ended", outcome };
  const endedAt = facts.findLast((fact) => fact.kind === "status")?.receivedAt ?? deps.clock();
  const answeredAt = facts.find((fact) => fact.value === "in-progress")?.receivedAt ?? null;
  const name = await nameOf(deps, call);
  const told = { name, outcome: callOutcomeWord(outcome) };
  const text = reason === null ? callLineTexts.ended(told) : callLineTexts.endedBecause({ ...told, reason });
  await inIncident(deps.db, call.incident, async (tx) => {
    const notPlaced = outcome === "failed";
    await updateCall(tx, call.id, { outcome, reason, endedAt, answeredAt, sid, acceptedAt, notPlaced });
    const fact = `call/${call.id}/${outcome}`;
    await tellTimeline(tx, [
      { incident: call.incident, at: endedAt, actor: "toban", kind: "call", text, fact },
    ]);
    await refreshFirstResponse(tx, call.incident);
  });
  return { state: "ended", outcome };
}

const isAnswered = (facts: readonly StoredFact[]): boolean =>
  facts.some((fact) => fact.kind === "key" || fact.value === "in-progress");

const stillBeingPlaced = () =>
  ApplicationFailure.create({ type: "StillBeingPlaced", message: "the call has no id at the provider yet" });

const notEnded = (reason: string) => ApplicationFailure.create({ type: "NotEnded", message: reason });
