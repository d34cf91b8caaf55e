import type { Queryable } from "../connect.ts";
import { and, eq } from "../drizzle.ts";
import { alerts, dispatches, timeline } from "../schema/index.ts";

/** Whether this rule's escalation has begun in this occurrence. */
export async function escalationHasBegun(
  db: Queryable,
  incident: number,
  occurrence: number,
  rule: string,
): Promise<boolean> {
  const [line] = await db
    .select({ id: timeline.id })
    .from(timeline)
    .where(and(eq(timeline.incident, incident), eq(timeline.fact, `escalation/${occurrence}/${rule}`)));
  return line !== undefined;
}

/** One mail or chat line of an incident, as it was sent. */
export async function dispatchOf(db: Queryable, incident: number, id: number) {
  const [row] = await db
    .select()
    .from(dispatches)
    .where(and(eq(dispatches.incident, incident), eq(dispatches.id, id)));
  return row ?? null;
}

/** One alert of an incident, as the tool sent it. */
export async function alertOf(db: Queryable, incident: number, id: number) {
  const [row] = await db
    .select()
    .from(alerts)
    .where(and(eq(alerts.incident, incident), eq(alerts.id, id)));
  return row ?? null;
}
