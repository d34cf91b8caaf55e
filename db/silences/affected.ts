import type { Transaction } from "../connect.ts";
import { and, eq, exists, isNull, or, sql } from "../drizzle.ts";
import { alerts, incidents, outbox, type SilenceRow } from "../schema/index.ts";

/**
 * Writes a word to each open incident that a silence covers, or that is silenced, whatever by: its workflow then asks
 * whether it still is. To tell one too many costs a look.
 */
export async function tellThoseAffected(tx: Transaction, silence: SilenceRow, at: Date): Promise<void> {
  const { customer, system, targetsLike, alarmsLike } = silence;
  const covered = tx
    .select({ id: alerts.id })
    .from(alerts)
    .where(
      and(
        eq(alerts.incident, incidents.number),
        targetsLike === null ? undefined : sql`${alerts.node} like any(${sql.param(targetsLike)}::text[])`,
        alarmsLike === null ? undefined : sql`${alerts.alarm} like any(${sql.param(alarmsLike)}::text[])`,
      ),
    );
  const affected = await tx
    .select({ number: incidents.number })
    .from(incidents)
    .where(
      and(
        eq(incidents.customer, customer),
        isNull(incidents.closedAt),
        isNull(incidents.recoveredAt),
        or(
          eq(incidents.silenced, true),
          and(system === null ? undefined : eq(incidents.system, system), exists(covered)),
        ),
      ),
    );
  if (affected.length === 0) return;
  const word = { is: "silences-changed" as const };
  await tx
    .insert(outbox)
    .values(
      affected.map(({ number }) => ({ kind: "incident" as const, rowId: number, word, writtenAt: at })),
    );
}
