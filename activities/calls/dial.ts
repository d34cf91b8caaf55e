import { type CallRow, permitDialling, updateCall } from "../../db/calls/calls.ts";
import { refreshFirstResponse } from "../../db/incidents/firstResponse.ts";
import { tellTimeline } from "../../db/incidents/timelineLines.ts";
import { inIncident } from "../../db/incidentTransaction.ts";
import { talkSeconds } from "../../domain/calls/outcome.ts";
import { callLineTexts } from "../../domain/calls/texts.ts";
import type { ActivityDeps } from "../deps.ts";
import type { CallingActivities, Dialled } from "./contract.ts";
import { nameOf } from "./nameOf.ts";

/** Asks the provider for a call, at most once for one row: after that only looking it up is left (RA2). */
export function dialActivities(deps: ActivityDeps): Pick<CallingActivities, "dialCall"> {
  return {
    async dialCall({ call: id, stopped, lastTry }) {
      const permission = await permitDialling(deps.db, id, stopped, deps.clock());
      if (permission.may === "not") return { result: "stopped", why: permission.why };
      const { call } = permission;
      if (permission.may === "look-up") return { result: call.acceptedAt === null ? "unknown" : "accepted" };
      const outcome = await deps.telephone.place({
        to: call.phone,
        voiceUrl: `${deps.publicUrl}/callbacks/twilio/voice/${id}`,
        statusUrl: `${deps.publicUrl}/callbacks/twilio/status/${id}`,
        ringSeconds: call.ringSeconds,
        talkSeconds,
      });
      switch (outcome.outcome) {
        case "done":
          return await accepted(deps, call, outcome.sid);
        case "unknown":
          return await unanswered(deps, call, outcome.reason);
        case "permanent":
          return await refused(deps, call, outcome.reason);
        case "transient":
          if (lastTry) return await refused(deps, call, outcome.reason);
          await updateCall(deps.db, id, { requestedAt: null });
          return { result: "not-placed", retryAfterSeconds: outcome.retryAfterSeconds ?? null };
      }
    },
  };
}

async function accepted(deps: ActivityDeps, call: CallRow, sid: string): Promise<Dialled> {
  const at = deps.clock();
  const { round, position } = call;
  const text = callLineTexts.placed({ name: await nameOf(deps, call), round, position });
  await inIncident(deps.db, call.incident, async (tx) => {
    await updateCall(tx, call.id, { sid, acceptedAt: at });
    await tellTimeline(tx, [lineOf(call, at, text, "placed")]);
    await refreshFirstResponse(tx, call.incident);
  });
  return { result: "accepted" };
}

async function unanswered(deps: ActivityDeps, call: CallRow, reason: string): Promise<Dialled> {
  const text = callLineTexts.unanswered({ name: await nameOf(deps, call), reason });
  await tellTimeline(deps.db, [lineOf(call, deps.clock(), text, "unknown")]);
  return { result: "unknown" };
}

async function refused(deps: ActivityDeps, call: CallRow, reason: string): Promise<Dialled> {
  const at = deps.clock();
  const text = callLineTexts.refused({ name: await nameOf(deps, call), reason });
  await inIncident(deps.db, call.incident, async (tx) => {
    await updateCall(tx, call.id, { outcome: "failed", reason, endedAt: at, notPlaced: true });
    await tellTimeline(tx, [lineOf(call, at, text, "refused")]);
    await refreshFirstResponse(tx, call.incident);
  });
  return { result: "refused" };
}

const lineOf = (call: CallRow, at: Date, text: string, fact: string) => ({
  incident: call.incident,
  at,
  actor: "toban",
  kind: "call",
  text,
  fact: `call/${call.id}/${fact}`,
});
