import { type CallRow, updateCall } from "../../db/calls/calls.ts";
import { permitDiallingOperator } from "../../db/calls/operatorCalls.ts";
import { tellTimeline } from "../../db/incidents/timelineLines.ts";
import { longestOperatorCallSeconds } from "../../domain/calls/operators/limits.ts";
import { operatorCallLineTexts as texts } from "../../domain/calls/texts.ts";
import type { ActivityDeps } from "../deps.ts";
import type { Dialled } from "./contract.ts";
import { nameOf } from "./nameOf.ts";
import type { OperatorCallActivities } from "./operatorContract.ts";

/** Rings the operator's own telephone, at most once for one row: after that only looking it up is left (RA2). */
export function operatorDialActivities(deps: ActivityDeps): Pick<OperatorCallActivities, "dialOperator"> {
  return {
    async dialOperator({ call: id }) {
      const permission = await permitDiallingOperator(deps.db, id, deps.clock());
      if (permission.may === "not") return { result: "stopped", why: "closed" };
      const { call } = permission;
      if (permission.may === "look-up") return lookedAt(call);
      const outcome = await deps.telephone.place({
        to: call.operatorPhone ?? "",
        voiceUrl: `${deps.publicUrl}/callbacks/twilio/operator/${id}`,
        statusUrl: `${deps.publicUrl}/callbacks/twilio/status/${id}`,
        ringSeconds: call.ringSeconds,
        talkSeconds: longestOperatorCallSeconds,
      });
      switch (outcome.outcome) {
        case "done":
          return await accepted(deps, call, outcome.sid);
        case "unknown":
          return await unanswered(deps, call, outcome.reason);
        case "permanent":
          return await refused(deps, call, outcome.reason);
        case "transient":
          await updateCall(deps.db, id, { requestedAt: null });
          return { result: "not-placed", retryAfterSeconds: outcome.retryAfterSeconds ?? null };
      }
    },
  };
}

/** The result of an earlier attempt that went out, as far as it is known. */
function lookedAt(call: CallRow): Dialled {
  if (call.outcome !== null && call.notPlaced) return { result: "refused" };
  return { result: call.sid === null ? "unknown" : "accepted" };
}

async function accepted(deps: ActivityDeps, call: CallRow, sid: string): Promise<Dialled> {
  const text = texts.ringing({ by: operatorOf(call), name: await nameOf(deps, call) });
  await deps.db.transaction(async (tx) => {
    await updateCall(tx, call.id, { sid });
    await tellTimeline(tx, [lineOf(deps, call, text, "operator-rung")]);
  });
  return { result: "accepted" };
}

async function unanswered(deps: ActivityDeps, call: CallRow, reason: string): Promise<Dialled> {
  const text = texts.unanswered({ by: operatorOf(call), reason });
  await tellTimeline(deps.db, [lineOf(deps, call, text, "unknown")]);
  return { result: "unknown" };
}

/** No phone rang: closes the row here, since the provider will send nothing about this call. */
async function refused(deps: ActivityDeps, call: CallRow, reason: string): Promise<Dialled> {
  const at = deps.clock();
  const text = texts.refused({ by: operatorOf(call), reason });
  await deps.db.transaction(async (tx) => {
    await updateCall(tx, call.id, {
      ...{ outcome: "failed", reason, endedAt: at, notPlaced: true },
      ...{ result: "failed", resultBy: "toban", resultAt: at },
    });
    await tellTimeline(tx, [lineOf(deps, call, text, "refused")]);
  });
  return { result: "refused" };
}

const operatorOf = ({ calledBy }: CallRow): string => calledBy ?? "";

const lineOf = (deps: ActivityDeps, call: CallRow, text: string, fact: string) => ({
  incident: call.incident,
  at: deps.clock(),
  actor: "toban",
  kind: "operators-call",
  text,
  fact: `call/${call.id}/${fact}`,
});
