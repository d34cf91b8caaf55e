import type { StopReason } from "../../domain/calls/list.ts";
import { callReasonTexts } from "../../domain/calls/texts.ts";
import type { Database } from "../connect.ts";
import { eq, getTableColumns } from "../drizzle.ts";
import { calls } from "../schema/index.ts";
import { type CallRow, updateCall } from "./calls.ts";
import { freeSlotOf, inSlot, type Pace, waitInSlot } from "./pace.ts";
import { whyNotRing } from "./whyNotRing.ts";

export type Permission<Call = CallRow> =
  | { may: "dial"; call: Call; waitMilliseconds: number }
  /** No slot is free: the call waits for its turn in the queue. */
  | { may: "queue" }
  /** An earlier attempt at this request may have reached the provider: look it up before dialling again. */
  | { may: "look-up"; call: Call }
  | { may: "not"; why: StopReason };

/**
 * Decides whether a claimed call may be dialled now and, if so, marks it as requested, in one transaction.
 * From that commit on the phone may ring, and the row is never dialled again. A recovery or an
 * acknowledgement holds back automatic calls only: an operator may still want to talk. Without a pace the call
 * has its slot already; otherwise it takes one that is free, or joins the queue.
 */
export async function permitDialling(
  db: Database,
  id: string,
  stopped: StopReason | null,
  now: Date,
  pace: Pace | null = null,
): Promise<Permission> {
  return await db.transaction(async (tx) => {
    const [call] = await tx.select().from(calls).where(eq(calls.id, id)).for("update");
    if (call === undefined) return { may: "not", why: "closed" };
    if (call.requestedAt !== null) return { may: "look-up", call };
    if (call.outcome !== null) return { may: "not", why: "closed" };
    const why =
      stopped ?? (call.kind === "auto" ? await whyNotRing(tx, call.incident, call.occurrence) : null);
    if (why !== null) {
      const reason = callReasonTexts.stoppedBefore();
      await tx
        .update(calls)
        .set({ outcome: "aborted", reason, endedAt: now, notPlaced: true })
        .where(eq(calls.id, id));
      return { may: "not", why };
    }
    if (pace === null) {
      await tx.update(calls).set({ requestedAt: now }).where(eq(calls.id, id));
      return { may: "dial", call: { ...call, requestedAt: now }, waitMilliseconds: 0 };
    }
    const slot = freeSlotOf(tx, pace);
    const marked = tx.with(slot).update(calls).set(inSlot(now)).where(eq(calls.id, id));
    return permissionBySlot(await marked.returning(rowBySlot));
  });
}

/** For a call that was certainly not placed and may be requested again; nor does it wait in the queue. */
export const takeBackRequest = (db: Database, id: string) =>
  updateCall(db, id, { requestedAt: null, queuedAt: null });

/** What a statement that marks a call by a slot returns, and what it means. */
export const rowBySlot = { ...getTableColumns(calls), wait: waitInSlot };

export function permissionBySlot([row]: (CallRow & { wait: number | null })[]): Permission {
  const { wait, ...call } = row!;
  return wait === null ? { may: "queue" } : { may: "dial", call, waitMilliseconds: wait };
}
