import {
  type CallRow,
  factsOfOperatorCall,
  isKnownSid,
  readCall,
  storeLookedUp,
  updateCall,
} from "../../db/calls/calls.ts";
import { storeLegWord } from "../../db/calls/operatorCalls.ts";
import { isFinalStatus } from "../../domain/calls/outcome.ts";
import type { ActivityDeps } from "../deps.ts";

/** The provider's clock may be a little behind ours. */
const clockSkewMilliseconds = 5_000;
/** A call that the provider's lists do not show after so long was never placed; they lag a little. */
const listLagMilliseconds = 25_000;

export type ProviderWord = "said" | "nobody-called" | "no-word";

/** Keeps what the provider knows as if its callbacks had come; `nobody-called`: it has no call of ours. */
export async function askProvider(deps: ActivityDeps, id: string, last: boolean): Promise<ProviderWord> {
  const call = await readCall(deps.db, id);
  if (call === null || call.requestedAt === null) return last ? "nobody-called" : "no-word";
  const listIsSure = (since: Date) => last || deps.clock().getTime() - since.getTime() >= listLagMilliseconds;
  const found = call.sid === null ? await find(deps, call, call.requestedAt) : { sid: call.sid };
  if (found === "no-word") return "no-word";
  if (found.sid === null) return listIsSure(call.requestedAt) ? "nobody-called" : "no-word";
  const [own, legs] = await Promise.all([deps.telephone.status(found.sid), deps.telephone.legs(found.sid)]);
  if (own.outcome !== "done" || legs.outcome !== "done") return "no-word";
  const at = deps.clock();
  for (const { sid, status } of legs.calls)
    await storeLegWord(deps.db, call, { sid, status, copy: "looked-up", at, relayedAt: at });
  if (own.call !== null) await storeLookedUp(deps.db, call, found.sid, own.call.status, at);
  if (legs.calls.length > 0) return "said";
  const facts = await factsOfOperatorCall(deps.db, id);
  const over = facts.find((fact) => fact.kind === "status" && isFinalStatus(fact.value));
  return over !== undefined && listIsSure(over.receivedAt) ? "nobody-called" : "said";
}

/** Looks for a request that got no answer; a call that is known as another attempt's is not ours. */
async function find(
  deps: ActivityDeps,
  call: CallRow,
  requestedAt: Date,
): Promise<{ sid: string | null } | "no-word"> {
  const since = new Date(requestedAt.getTime() - clockSkewMilliseconds);
  const found = await deps.telephone.find({ to: call.operatorPhone ?? "", since });
  if (found.outcome !== "done") return "no-word";
  for (const { sid } of found.calls) {
    if (await isKnownSid(deps.db, sid, call.id)) continue;
    await updateCall(deps.db, call.id, { sid });
    return { sid };
  }
  return { sid: null };
}
