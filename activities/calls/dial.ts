import { setTimeout as sleep } from "node:timers/promises";
import { slotInTurn } from "../../db/calls/pace.ts";
import type { Permission } from "../../db/calls/permission.ts";
import type { ActivityDeps } from "../deps.ts";
import type { CallKind, Dialled, DialOrder } from "./contract.ts";
import type { CallLedger, LedgerCall } from "./ledger.ts";

/** Asks the provider to place a call, at most once per row; after that the call is only looked up (RA2). */
export async function dial(
  deps: ActivityDeps,
  ledger: CallLedger<CallKind>,
  { call, stopped, lastTry, eager }: DialOrder,
): Promise<Dialled> {
  // It waits before it is marked as requested: if its worker dies meanwhile, it has certainly not been placed.
  if (!eager && stopped === null) await sleep(await slotInTurn(deps.db, deps));
  const permission = await ledger.permit(call, stopped, eager ? deps : null);
  return await dialPermitted(deps, ledger, permission, lastTry);
}

/** Requests of this process without an answer yet, by call. */
const underWay = new Map<string, Promise<Dialled>>();

/** The same, once it is decided whether the call may be dialled. */
export async function dialPermitted(
  deps: ActivityDeps,
  ledger: CallLedger<CallKind>,
  permission: Permission<LedgerCall>,
  lastTry: boolean,
): Promise<Dialled> {
  if (permission.may === "not") return { result: "stopped", why: permission.why };
  if (permission.may === "queue") return { result: "no-slot" };
  const { call } = permission;
  if (permission.may === "look-up")
    return (await underWay.get(call.id)) ?? dialledBefore((await ledger.read(call.id)) ?? call);
  const dialled = request(deps, ledger, call, { ...permission, lastTry });
  underWay.set(call.id, dialled);
  return await dialled.finally(() => underWay.delete(call.id));
}

async function request(
  deps: ActivityDeps,
  ledger: CallLedger<CallKind>,
  call: LedgerCall,
  { waitMilliseconds, lastTry }: { waitMilliseconds: number; lastTry: boolean },
): Promise<Dialled> {
  if (waitMilliseconds > 0) await sleep(waitMilliseconds);
  const asked = await place(deps, ledger, call);
  if (asked.outcome === "done") {
    await ledger.accepted(call, asked.sid);
    return { result: "accepted" };
  }
  if (asked.outcome === "unknown") {
    await ledger.unanswered(call, asked.reason);
    return { result: "unknown" };
  }
  if (asked.outcome === "transient" && !lastTry) {
    await ledger.takeBack(call);
    return { result: "not-placed", retryAfterSeconds: asked.retryAfterSeconds ?? null };
  }
  await ledger.refused(call, asked.reason);
  return { result: "refused" };
}

/** How an earlier attempt ended, as far as the row tells. It may have ended since the row was last read. */
function dialledBefore({ notPlaced, sid }: LedgerCall): Dialled {
  if (notPlaced) return { result: "refused" };
  return { result: sid === null ? "unknown" : "accepted" };
}

function place(deps: ActivityDeps, ledger: CallLedger<CallKind>, call: LedgerCall) {
  const { voicePath, statusPath, ...asked } = ledger.request(call);
  const callbacks = `${deps.publicUrl}/callbacks/twilio`;
  return deps.telephone.place({
    ...asked,
    voiceUrl: `${callbacks}/${voicePath}`,
    statusUrl: `${callbacks}/${statusPath}`,
  });
}
