import { comparableTime } from "../../domain/alerts/alert.ts";
import { covers, type Level } from "../../domain/alerts/level.ts";
import type { StopReason } from "../../domain/calls/list.ts";
import { applyAlert } from "../../domain/incidents/alerts.ts";
import { type AlertMessage, freshMemory } from "../../domain/incidents/state.ts";
import type { Database, Transaction } from "../connect.ts";
import { and, desc, eq, getTableColumns, isNull, or, sql } from "../drizzle.ts";
import { type Places, prepared } from "../prepared.ts";
import { type AlertRow, alerts, callFacts, type IncidentRow, incidents } from "../schema/index.ts";

/** An incident with more alerts is judged by its last ones. */
const alertsToRead = 500;

/**
 * Why a phone must not ring for this occurrence any more, even if the workflow does not know yet: key
 * presses, acknowledgements and recoveries are rows before they are relayed (RA2).
 */
export async function whyNotRing(
  tx: Transaction,
  incident: number,
  occurrence: number,
): Promise<StopReason | null> {
  // Sent together, for one round trip, since nearly always all of them are needed.
  const [[row], pressed, bound, waiting] = await Promise.all([
    judgedIncident(tx, { incident }),
    winningKeys(tx, { incident, occurrence }),
    latestBound(tx, { incident }),
    waitingFor(tx, { incident }),
  ]);
  if (row === undefined || row.closedAt !== null) return "closed";
  if (row.occurrence !== occurrence || row.recoveredAt !== null) return "recovered";
  if (row.silenced) return "silenced";
  if (covers(row.acknowledgedLevel, row.level)) return "acknowledged";
  if (pressed.some((key) => covers(key.level, row.level))) return "key";
  return storedAlertsSay(row, [...bound.reverse(), ...waiting]);
}

const judgedIncident = prepared((db, { incident }: Places<{ incident: number }>) =>
  db
    .select({
      number: incidents.number,
      level: incidents.level,
      occurrence: incidents.occurrence,
      silenced: incidents.silenced,
      acknowledgedLevel: incidents.acknowledgedLevel,
      openedAt: incidents.openedAt,
      recoveredAt: incidents.recoveredAt,
      closedAt: incidents.closedAt,
    })
    .from(incidents)
    .where(eq(incidents.number, incident)),
);

/** What stored alerts are judged by. */
type AlertsOf = Pick<IncidentRow, "number" | "level" | "openedAt">;

const winningKeys = prepared(
  (db, { incident, occurrence }: Places<{ incident: number; occurrence: number }>) =>
    db
      .select({ level: callFacts.level })
      .from(callFacts)
      .where(
        and(
          eq(callFacts.incident, incident),
          eq(callFacts.occurrence, occurrence),
          eq(callFacts.wins, sql`true`),
        ),
      ),
);

/**
 * Judges stored alerts that may not be taken in yet, by the incident's own rules: first the bound ones in
 * sequence, then those that will follow.
 */
function storedAlertsSay(row: AlertsOf, said: readonly SaidAlert[]): "acknowledged" | "recovered" | null {
  if (said.every((alert) => alert.status === "firing")) return null;
  let memory = freshMemory(row.level, row.openedAt.getTime());
  let acknowledged: Level | null = null;
  for (const [index, alert] of said.entries()) {
    const applied = applyAlert(memory, messageOf(row, alert, index));
    memory = applied.memory;
    if (applied.event === "acknowledged") acknowledged = memory.level;
    if (applied.event === "firing-again" || applied.event === "aloud") acknowledged = null;
  }
  if (!memory.firing) return "recovered";
  return covers(acknowledged, memory.level) ? "acknowledged" : null;
}

/** When this occurrence recovered by the stored alerts, known to its workflow or not; null: it has not. */
export async function recoveryStoredAt(
  tx: Transaction,
  row: IncidentRow,
  occurrence: number,
): Promise<Date | null> {
  const { number: incident } = row;
  const [bound, waiting] = await Promise.all([latestBound(tx, { incident }), waitingFor(tx, { incident })]);
  const recoveries: (Date | null)[] = [];
  let memory = freshMemory(row.level, row.openedAt.getTime());
  for (const [index, alert] of [...bound.reverse(), ...waiting].entries()) {
    const applied = applyAlert(memory, messageOf(row, alert, index));
    memory = applied.memory;
    if (applied.event === "recovered") recoveries[memory.occurrence] = alert.acceptedAt;
    else if (memory.firing) recoveries[memory.occurrence] = null;
  }
  // With more alerts than are read here, only the present state is known.
  const isWhole = bound.length < alertsToRead;
  return (isWhole ? recoveries[occurrence] : recoveries.at(-1)) ?? null;
}

/** Whether the incident's present occurrence has recovered, by the same stored alerts. */
export async function hasRecovered(db: Database, incident: number): Promise<boolean> {
  return await db.transaction(async (tx) => {
    const [row] = await tx.select().from(incidents).where(eq(incidents.number, incident));
    if (row === undefined || row.recoveredAt !== null) return true;
    return (await recoveryStoredAt(tx, row, row.occurrence)) !== null;
  });
}

const messageOf = (row: AlertsOf, alert: SaidAlert, index: number): AlertMessage => ({
  ...alert,
  incident: row.number,
  sequence: index + 1,
  alert: alert.id,
  occurredAt: comparableTime(alert)?.getTime() ?? null,
  startedAt: alert.startedAt?.getTime() ?? null,
  acceptedAt: alert.acceptedAt.getTime(),
  handling: null,
});

const { id, status, level, series, occurredAt, startedAt, acceptedAt } = getTableColumns(alerts);
const whatItSaid = { id, status, level, series, occurredAt, startedAt, acceptedAt };
type SaidAlert = Pick<AlertRow, keyof typeof whatItSaid>;

/** Latest first. */
const latestBound = prepared((db, { incident }: Places<{ incident: number }>) =>
  db
    .select(whatItSaid)
    .from(alerts)
    .where(eq(alerts.incident, incident))
    .orderBy(desc(alerts.sequence))
    .limit(alertsToRead),
);

/** Alerts of the incident's key that will follow. */
const waitingFor = prepared((db, { incident }: Places<{ incident: number }>) =>
  db
    .select(whatItSaid)
    .from(alerts)
    .innerJoin(incidents, eq(incidents.number, incident))
    .where(
      and(
        isNull(alerts.incident),
        isNull(alerts.relayedAt),
        or(eq(alerts.customer, incidents.customer), and(isNull(alerts.customer), isNull(incidents.customer))),
        eq(alerts.source, incidents.source),
        eq(alerts.dedupKey, incidents.dedupKey),
      ),
    )
    .orderBy(alerts.id)
    .limit(alertsToRead),
);
