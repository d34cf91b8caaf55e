import { tellIncident } from "../../api/relay/startIncident.ts";
import { isClosed } from "../../db/alerts/binding.ts";
import { and, eq } from "../../db/drizzle.ts";
import { type AlertRow, alerts, type IncidentRow, incidents } from "../../db/schema/index.ts";
import type { Engine } from "./engine.ts";

interface Repeats {
  /** The sequence number in the incident of the alert to repeat, and of the first repeat. */
  like: number;
  from: number;
  count: number;
  /** Absent: one a second after the alert that is repeated. */
  acceptedAt?: Date;
}

/**
 * Plays an alarm that keeps firing, each copy relayed before the next. All rows are stored at once, but each
 * is told to Temporal alone, as the relay does; alerts that wait together would share a signal.
 */
export async function tellRepeats(
  { engine, time }: { engine: Engine; time: { settle(): Promise<void> } },
  incident: IncidentRow,
  { like, from, count, acceptedAt }: Repeats,
): Promise<void> {
  const { db } = engine.database;
  const { client } = engine.temporal;
  const isLike = and(eq(alerts.incident, incident.number), eq(alerts.sequence, like));
  const [fired] = await db.select().from(alerts).where(isLike);
  const { id: _, ...first } = fired!;
  const at = (sequence: number) => acceptedAt ?? new Date(first.acceptedAt.getTime() + sequence * 1_000);
  const repeats = Array.from({ length: count }, (_each, index) => ({
    ...first,
    sequence: from + index,
    acceptedAt: at(from + index),
  }));
  const rows = await db.insert(alerts).values(repeats).returning();
  const alertCount = from + count - 1;
  await db.update(incidents).set({ alertCount }).where(eq(incidents.number, incident.number));
  const telling = { client, isClosed: (number: number) => isClosed(db, number), sloWarningMinutes: 10 };
  const tell = (alert: AlertRow) => tellIncident(telling, { alert, incident }, null, null);
  await Promise.all(rows.map(tell));
  await time.settle();
}
