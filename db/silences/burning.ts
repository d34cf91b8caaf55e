import { alertMessage } from "../../domain/incidents/alertMessage.ts";
import { applyAlert } from "../../domain/incidents/alerts.ts";
import { freshMemory } from "../../domain/incidents/state.ts";
import type { Queryable } from "../connect.ts";
import { desc, eq } from "../drizzle.ts";
import { type Places, prepared } from "../prepared.ts";
import { type AlertRow, alerts, type IncidentRow } from "../schema/index.ts";

/** An incident with more alerts is judged by its last ones. */
const alertsToRead = 500;

/** The last firing alert of each series that burns, the latest at the end; by the incident's own rules. */
export async function lastFiringOfSeries(db: Queryable, incident: IncidentRow): Promise<AlertRow[]> {
  const bound = await latestBound(db, { incident: incident.number });
  let memory = freshMemory(incident.level, incident.openedAt.getTime());
  const firing = new Map<string, AlertRow>();
  for (const alert of bound.reverse()) {
    memory = applyAlert(memory, alertMessage(alert, incident, null, null)).memory;
    if (alert.status !== "firing") continue;
    firing.delete(alert.series);
    firing.set(alert.series, alert);
  }
  return [...firing.values()].filter(({ series }) => memory.series[series]?.firing === true);
}

const latestBound = prepared((db, { incident }: Places<{ incident: number }>) =>
  db
    .select()
    .from(alerts)
    .where(eq(alerts.incident, incident))
    .orderBy(desc(alerts.sequence))
    .limit(alertsToRead),
);
