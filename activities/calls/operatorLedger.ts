import {
  type CallRow,
  factsOfOperatorCall,
  readCall,
  storeLookedUp,
  updateCall,
} from "../../db/calls/calls.ts";
import { storeLegWord } from "../../db/calls/operatorCalls.ts";
import { permitDialling, takeBackRequest } from "../../db/calls/permission.ts";
import { tellTimeline } from "../../db/timelineLines.ts";
import { operatorCallEvents as events } from "../../domain/calls/events.ts";
import { operatorCallEnd } from "../../domain/calls/operators/end.ts";
import { longestOperatorCallSeconds } from "../../domain/calls/operators/limits.ts";
import { isFinalStatus } from "../../domain/calls/outcome.ts";
import { callReasonTexts, operatorCallReasonTexts } from "../../domain/calls/texts.ts";
import { listLagSeconds, surelyListedSeconds } from "../../domain/calls/timing.ts";
import { engine } from "../../domain/people/actor.ts";
import type { ActivityDeps } from "../deps.ts";
import type { CallLedger, Heard } from "./ledger.ts";
import { noteProgress, settle, settledBefore } from "./operatorEnd.ts";
import { lineOf, nameOf, recordCall } from "./recordCall.ts";

/**
 * Click-to-calls (R5.3.2): the operator's own telephone rings, then the contact's, as a leg of that call.
 * Only the leg reaches the customer. The operator's own ringing is told to operators only, and is no first
 * response.
 */
export function operatorLedger(deps: ActivityDeps): CallLedger<"operator", CallRow> {
  const { db, clock } = deps;
  return {
    // It is rarely looked up, and the operator waits for nothing else.
    absentAfterSeconds: surelyListedSeconds,

    read: (id) => readCall(db, id),

    async permit(id, stopped, pace) {
      const permission = await permitDialling(db, id, stopped, clock(), pace);
      // Made on another telephone.
      const isByHand = "call" in permission && permission.call.operatorPhone === null;
      return isByHand ? { may: "not", why: "closed" } : permission;
    },

    request: ({ id, operatorPhone, ringSeconds }) => ({
      to: operatorPhone ?? "",
      voicePath: `operator/${id}`,
      statusPath: `status/${id}`,
      ringSeconds,
      talkSeconds: longestOperatorCallSeconds,
    }),

    async accepted(call, sid) {
      const event = events.ringing({ by: operatorOf(call), name: await nameOf(deps, call) });
      await recordCall(deps, call, { sid }, [lineOf(call, "operator-rung", clock(), event)]);
    },

    async unanswered(call, reason) {
      const event = events.unanswered({ by: operatorOf(call), reason });
      await tellTimeline(db, [lineOf(call, "unknown", clock(), event)]);
    },

    // Also records the result, since nothing more will arrive for this call.
    async refused(call, reason) {
      const at = clock();
      const event = events.refused({ by: operatorOf(call), reason });
      const end = { outcome: "failed", reason, endedAt: at, notPlaced: true } as const;
      const result = { result: "failed", resultBy: engine, resultAt: at } as const;
      await recordCall(deps, call, { ...end, ...result }, [lineOf(call, "refused", at, event)]);
    },

    takeBack: ({ id }) => takeBackRequest(db, id),

    found: ({ id }, { sid }) => updateCall(db, id, { sid }),

    hear: (call, sid, status) => hearWithLegs(deps, call, sid, status),

    async recordEnd(id) {
      // Read before the row, so that the row is at least as recent as what the facts say of the leg.
      const facts = await factsOfOperatorCall(db, id);
      const call = await readCall(db, id);
      if (call === null) return { state: "absent" };
      const end = operatorCallEnd(facts);
      if (call.endedAt !== null) return settledBefore(call, end);
      if (end.state === "ended") return await settle(deps, id, end, facts.at(-1)?.receivedAt);
      await noteProgress(deps, call, facts.find((fact) => fact.kind === "status")?.sid ?? null);
      return end;
    },

    absent: ({ id }) => settle(deps, id, { result: "failed", reason: operatorCallReasonTexts.neverCalled() }),

    async giveUp({ id }, leftAs) {
      if (leftAs === "talking")
        return await settle(deps, id, { result: null, reason: callReasonTexts.tooLong() });
      const call = await readCall(db, id);
      const result = call === null || call.legSid === null ? "failed" : "no-answer";
      return await settle(deps, id, { result, reason: callReasonTexts.noWord() });
    },

    // No workflow asks for this today: people's conversations are not cut.
    noteEnding: ({ id }, how) => updateCall(db, id, { endRequested: how }),
  };
}

const operatorOf = ({ calledBy }: CallRow): string => calledBy ?? "";

/** Stores what the provider says of an operator's call and of its leg to the contact. */
async function hearWithLegs(deps: ActivityDeps, call: CallRow, sid: string, status: string): Promise<Heard> {
  const legs = await deps.telephone.legs(sid);
  if (legs.outcome !== "done") return "no-word";
  const at = deps.clock();
  for (const leg of legs.calls)
    await storeLegWord(deps.db, call, {
      sid: leg.sid,
      status: leg.status,
      copy: "looked-up",
      at,
      isNews: false,
    });
  await storeLookedUp(deps.db, call, sid, status, at);
  if (legs.calls.length > 0) return "said";
  const facts = await factsOfOperatorCall(deps.db, call.id);
  const hungUp = facts.find((fact) => fact.kind === "status" && isFinalStatus(fact.value));
  if (hungUp === undefined) return "said";
  const goneSeconds = (at.getTime() - hungUp.receivedAt.getTime()) / 1000;
  return goneSeconds >= listLagSeconds ? "absent" : "said";
}
