import type { Transaction } from "../connect.ts";
import { and, eq, exists, isNull, or, sql } from "../drizzle.ts";
import type { IncidentTransaction } from "../incidentTransaction.ts";
import { alerts, incidents, type SilenceRow } from "../schema/index.ts";
import { judgeSilence } from "./judge.ts";

/** Judges anew each open incident that a silence covers, or that is silenced, whatever by. */
export async function judgeAffected(tx: Transaction, silence: SilenceRow, at: Date): Promise<void> {
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
    .select()
    .from(incidents)
    .where(
      and(
        eq(incidents.customer, customer),
        isNull(incidents.closedAt),
        or(
          eq(incidents.silenced, true),
          and(system === null ? undefined : eq(incidents.system, system), exists(covered)),
        ),
      ),
    )
    .orderBy(incidents.number)
    .for("update");
  for (const incident of affected) await judgeSilence(tx as IncidentTransaction, incident, at);
}
