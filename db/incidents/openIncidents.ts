import type { Queryable } from "../connect.ts";
import { and, asc, eq, gt, isNotNull, isNull, lt } from "../drizzle.ts";
import { alerts, type IncidentRow, incidents } from "../schema/index.ts";

/** The next open incidents that were opened before that time and whose first alert Temporal has received. */
export async function openIncidentsAfter(
  db: Queryable,
  after: number,
  openedBefore: Date,
  limit: number,
): Promise<Pick<IncidentRow, "number" | "workflowId">[]> {
  return await db
    .select({ number: incidents.number, workflowId: incidents.workflowId })
    .from(incidents)
    .innerJoin(
      alerts,
      and(eq(alerts.incident, incidents.number), eq(alerts.sequence, 1), isNotNull(alerts.relayedAt)),
    )
    .where(and(gt(incidents.number, after), isNull(incidents.closedAt), lt(incidents.openedAt, openedBefore)))
    .orderBy(asc(incidents.number))
    .limit(limit);
}

/** null: it is closed or does not exist. `isTold`: Temporal has received its first alert. */
export async function openIncident(
  db: Queryable,
  number: number,
): Promise<{ incident: IncidentRow; isTold: boolean } | null> {
  const [row] = await db
    .select({ incident: incidents, isTold: isNotNull(alerts.relayedAt).mapWith(Boolean) })
    .from(incidents)
    .leftJoin(alerts, and(eq(alerts.incident, incidents.number), eq(alerts.sequence, 1)))
    .where(and(eq(incidents.number, number), isNull(incidents.closedAt)));
  return row ?? null;
}
