import { isKnownSid } from "../../db/calls/calls.ts";
import type { ActivityDeps } from "../deps.ts";
import type { CallKind, CallSeen } from "./contract.ts";
import type { CallLedger, Heard, LedgerCall } from "./ledger.ts";

/** Finds out how a call ended whose final callback did not come: from our facts, then from the provider. */
export async function lookUp<Kind extends CallKind>(
  deps: ActivityDeps,
  ledger: CallLedger<Kind>,
  { call: id, last }: { call: string; last: boolean },
): Promise<CallSeen<Kind>> {
  const known = await ledger.recordEnd(id);
  if (known.state === "ended" || known.state === "absent") return known;
  const call = await ledger.read(id);
  if (call === null) return { state: "absent" };
  const { heard, sid } = await ask(deps, ledger, call);
  if (heard === "absent" && (last || isLongSince(call.requestedAt, ledger.absentAfterSeconds, deps.clock())))
    return await ledger.absent(call);
  const seen: CallSeen<Kind> = heard === "said" ? await ledger.recordEnd(id) : { state: "no-word" };
  // A call found only now is followed first.
  const isFoundNow = heard === "said" && call.sid === null;
  if (seen.state === "ended" || seen.state === "absent" || isFoundNow || !last) return seen;
  // A provider that does not answer would not end the call either, and this activity would run out of time.
  if (heard === "said") await deps.telephone.end(sid, "completed");
  return await ledger.giveUp(call, sid === null ? "perhaps-placed" : seen.state);
}

type NotFound = { sid: null; heard: "absent" | "no-word" };
type Asked = { sid: string; heard: Heard } | NotFound;

async function ask(deps: ActivityDeps, ledger: CallLedger<CallKind>, call: LedgerCall): Promise<Asked> {
  const sought = call.sid === null ? await find(deps, ledger, call) : { sid: call.sid };
  const { sid } = sought;
  if (sid === null) return sought;
  const answer = await deps.telephone.status(sid);
  if (answer.outcome !== "done" || answer.call === null) return { sid, heard: "no-word" };
  return { sid, heard: await ledger.hear(call, sid, answer.call.status) };
}

/** The provider's clock may run slightly behind ours. */
const clockSkewMilliseconds = 5_000;

/** Looks for a request that got no answer. A call known to belong to another attempt is not ours (RA2). */
async function find(
  deps: ActivityDeps,
  ledger: CallLedger<CallKind>,
  call: LedgerCall,
): Promise<{ sid: string } | NotFound> {
  if (call.requestedAt === null) return { sid: null, heard: "absent" };
  const since = new Date(call.requestedAt.getTime() - clockSkewMilliseconds);
  const listed = await deps.telephone.find({ to: ledger.request(call).to, since });
  if (listed.outcome !== "done") return { sid: null, heard: "no-word" };
  for (const one of listed.calls) {
    if (await isKnownSid(deps.db, one.sid, call.id)) continue;
    await ledger.found(call, one);
    return { sid: one.sid };
  }
  return { sid: null, heard: "absent" };
}

const isLongSince = (at: Date | null, seconds: number | null, now: Date): boolean =>
  at !== null && seconds !== null && now.getTime() - at.getTime() >= seconds * 1000;
