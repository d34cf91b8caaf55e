import { type CallRow, readCall, storeLookedUp, updateCall } from "../../db/calls/calls.ts";
import { refreshFirstResponse } from "../../db/incidents/firstResponse.ts";
import { tellTimeline } from "../../db/incidents/timelineLines.ts";
import { inIncident } from "../../db/incidentTransaction.ts";
import { callLineTexts, callReasonTexts } from "../../domain/calls/texts.ts";
import { callOutcomeWord } from "../../domain/messages/fallbackMail.ts";
import type { ActivityDeps } from "../deps.ts";
import type { CallingActivities, CallSeen } from "./contract.ts";
import { recordEnd } from "./end.ts";
import { findAtProvider } from "./findAtProvider.ts";
import { nameOf } from "./nameOf.ts";

/** How a call ended whose final callback did not come: by our facts first, then by asking the provider. */
export function lookUpActivities(deps: ActivityDeps): Pick<CallingActivities, "lookUpCall"> {
  return {
    async lookUpCall({ call: id, last }) {
      const call = await readCall(deps.db, id);
      if (call === null) return { state: "absent" };
      const known = await recordEnd(deps, call);
      if (known.state === "ended") return known;
      const now = await readCall(deps.db, id);
      const sid = now?.sid ?? null;
      return sid === null ? await find(deps, call, last) : await ask(deps, { ...call, sid }, sid, last);
    },
  };
}

async function ask(deps: ActivityDeps, call: CallRow, sid: string, last: boolean): Promise<CallSeen> {
  const found = await deps.telephone.status(sid);
  if (found.outcome === "done" && found.call !== null) {
    await storeLookedUp(deps.db, call, sid, found.call.status, deps.clock());
    const seen = await recordEnd(deps, call);
    if (seen.state === "ended" || !last) return seen;
    await deps.telephone.end(sid, "completed");
    const outcome = seen.state === "talking" ? "ignored" : "missed";
    return await close(deps, call, outcome, callReasonTexts.tooLong());
  }
  if (!last) return { state: "no-word" };
  return await close(deps, call, "missed", callReasonTexts.noWord());
}

/** A request that got no answer is looked for by its number and time. */
async function find(deps: ActivityDeps, call: CallRow, last: boolean): Promise<CallSeen> {
  const requestedAt = call.requestedAt ?? call.claimedAt;
  const sought = await findAtProvider(deps, { id: call.id, phone: call.phone, requestedAt });
  switch (sought.found) {
    case "no-word":
      if (!last) return { state: "no-word" };
      return await close(deps, call, "failed", callReasonTexts.perhapsPlaced(), callLineTexts.perhapsPlaced);
    case "none":
      if (last) await giveUpAbsent(deps, call);
      return { state: "absent" };
    case "call": {
      const { sid, createdAt: acceptedAt } = sought.call;
      await inIncident(deps.db, call.incident, async (tx) => {
        await updateCall(tx, call.id, { sid, acceptedAt });
        await refreshFirstResponse(tx, call.incident);
      });
      return await ask(deps, { ...call, sid, acceptedAt }, sid, last);
    }
  }
}

async function giveUpAbsent(deps: ActivityDeps, call: CallRow): Promise<void> {
  const reason = callReasonTexts.neverPlaced();
  await updateCall(deps.db, call.id, { outcome: "failed", reason, endedAt: deps.clock(), notPlaced: true });
  const told = { name: await nameOf(deps, call), outcome: callOutcomeWord("failed"), reason };
  await tell(deps, call, "absent", callLineTexts.endedBecause(told));
}

async function close(
  deps: ActivityDeps,
  call: CallRow,
  outcome: "ignored" | "missed" | "failed",
  reason: string,
  line: (told: { name: string; outcome: string }) => string = callLineTexts.ended,
): Promise<CallSeen> {
  await inIncident(deps.db, call.incident, async (tx) => {
    await updateCall(tx, call.id, { outcome, reason, endedAt: deps.clock() });
    await refreshFirstResponse(tx, call.incident);
  });
  await tell(deps, call, outcome, line({ name: await nameOf(deps, call), outcome: reason }));
  return { state: "ended", outcome };
}

const tell = (deps: ActivityDeps, call: CallRow, fact: string, text: string): Promise<void> =>
  tellTimeline(deps.db, [
    {
      incident: call.incident,
      at: deps.clock(),
      actor: "toban",
      kind: "call",
      text,
      fact: `call/${call.id}/${fact}`,
    },
  ]);
