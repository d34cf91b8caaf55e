import { type CallRow, factsOfCall, readCall, storeLookedUp, updateCall } from "../../db/calls/calls.ts";
import { permitDialling, takeBackRequest } from "../../db/calls/permission.ts";
import { tellTimeline } from "../../db/timelineLines.ts";
import { callEvents as events } from "../../domain/calls/events.ts";
import { talkSeconds } from "../../domain/calls/outcome.ts";
import { callReasonTexts } from "../../domain/calls/texts.ts";
import type { ActivityDeps } from "../deps.ts";
import type { CallLedger } from "./ledger.ts";
import { type End, endOfLeft, readMessageCall } from "./messageCall.ts";
import { lineOf, nameOf, recordCall } from "./recordCall.ts";

/** Automatic calls (R5.2.2a-f). One the provider accepted is a first response unless it fails (R3.1a). */
export function autoLedger(deps: ActivityDeps): CallLedger<"auto", CallRow> {
  const { db, clock } = deps;
  return {
    // Somebody who was never rung gets a second try, so only the last look may decide that.
    absentAfterSeconds: null,

    read: (id) => readCall(db, id),

    permit: (id, stopped, pace) => permitDialling(db, id, stopped, clock(), pace),

    request: ({ id, phone, ringSeconds }) => ({
      to: phone,
      voicePath: `voice/${id}`,
      statusPath: `status/${id}`,
      ringSeconds,
      talkSeconds,
    }),

    async accepted(call, sid) {
      const at = clock();
      const { round, position } = call;
      const event = events.placed({ name: await nameOf(deps, call), round, position });
      await recordCall(deps, call, { sid, acceptedAt: at }, [lineOf(call, "placed", at, event)]);
    },

    async unanswered(call, reason) {
      const event = events.unanswered({ name: await nameOf(deps, call), reason });
      await tellTimeline(db, [lineOf(call, "unknown", clock(), event)]);
    },

    async refused(call, reason) {
      const endedAt = clock();
      const event = events.refused({ name: await nameOf(deps, call), reason });
      const end = { outcome: "failed", reason, endedAt, notPlaced: true } as const;
      await recordCall(deps, call, end, [lineOf(call, "refused", endedAt, event)]);
    },

    takeBack: ({ id }) => takeBackRequest(db, id),

    found: (call, { sid, createdAt }) => recordCall(deps, call, { sid, acceptedAt: createdAt }, []),

    async hear(call, sid, status) {
      await storeLookedUp(db, call, sid, status, clock());
      return "said";
    },

    async recordEnd(id) {
      const call = await readCall(db, id);
      if (call === null) return { state: "absent" };
      const { seen, news } = readMessageCall(call, await factsOfCall(db, id));
      if (news === null) return seen;
      const { sid, heardAt, answeredAt, end } = news;
      const known = { sid, answeredAt, acceptedAt: call.acceptedAt ?? heardAt };
      const lines = end === null ? [] : [endLine(call, end, await nameOf(deps, call))];
      await recordCall(deps, call, { ...known, ...end }, lines);
      return seen;
    },

    async absent(call) {
      const reason = callReasonTexts.neverPlaced();
      const end = { outcome: "failed", reason, endedAt: clock(), notPlaced: true } as const;
      const line = endLine(call, end, await nameOf(deps, call), "absent");
      await recordCall(deps, call, end, [line]);
      return { state: "absent" };
    },

    async giveUp(call, leftAs) {
      const endedAt = clock();
      const { outcome, reason } = endOfLeft[leftAs];
      const event = events.givenUp({ name: await nameOf(deps, call), outcome, reason });
      await recordCall(deps, call, { outcome, reason, endedAt }, [lineOf(call, outcome, endedAt, event)]);
      return { state: "ended", outcome };
    },

    noteEnding: ({ id }, how) => updateCall(db, id, { endRequested: how }),
  };
}

function endLine(call: CallRow, { outcome, reason, endedAt }: End, name: string, fact: string = outcome) {
  return lineOf(call, fact, endedAt, events.ended({ name, outcome, reason }));
}
