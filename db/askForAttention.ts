import { type AttentionReason, moreUrgent } from "../domain/incidents/attention.ts";
import type { Transaction } from "./connect.ts";
import { eq } from "./drizzle.ts";
import { incidents } from "./schema/index.ts";

/** Puts an incident into the operators' queue, unless it is there for a more urgent reason. */
export async function askForAttention(
  tx: Transaction,
  number: number,
  reason: AttentionReason,
  at: Date,
): Promise<void> {
  const [row] = await tx
    .select({ attention: incidents.attention })
    .from(incidents)
    .where(eq(incidents.number, number));
  const attention = moreUrgent(row?.attention ?? null, reason);
  await tx.update(incidents).set({ attention, attentionAt: at }).where(eq(incidents.number, number));
}
