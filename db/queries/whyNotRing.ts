import { and, desc, eq, getTableColumns, isNull } from "drizzle-orm";
import type { StopReason } from "../../domain/calling/list.ts";
import { applyAlert } from "../../domain/incident/alerts.ts";
import { freshMemory } from "../../domain/incident/state.ts";
import { type Level, levelRank } from "../../domain/level.ts";
import type { Transaction } from "../connect.ts";
import { alerts, callFacts, incidents } from "../schema/index.ts";

/** A series that says more than this since its first alert is judged by its last words. */
const alertsToRead = 500;

/**
 * Why a phone must not ring for this occurrence any more, from what is stored, whether its workflow knows it yet or not:
 * key presses, acknowledgements and recoveries are rows before they are relayed (RA2).
 */
export async function whyNotRing(
  tx: Transaction,
  incident: number,
  occurrence: number,
): Promise<StopReason | null> {
  const [row] = await tx.select().from(incidents).where(eq(incidents.number, incident));
  if (row === undefined || row.closedAt !== null) return "closed";
  if (row.occurrence !== occurrence || row.recoveredAt !== null) return "recovered";
  if (covers(row.acknowledgedLevel, row.level)) return "acknowledged";
  if (await pressedOne(tx, incident, occurrence, row.level)) return "key";
  return await storedAlertsSay(tx, row);
}

const covers = (given: Level | null, level: Level): boolean =>
  given !== null && levelRank(given) >= levelRank(level);

async function pressedOne(
  tx: Transaction,
  incident: number,
  occurrence: number,
  level: Level,
): Promise<boolean> {
  const pressed = await tx
    .select({ level: callFacts.level })
    .from(callFacts)
    .where(
      and(eq(callFacts.incident, incident), eq(callFacts.occurrence, occurrence), eq(callFacts.wins, true)),
    );
  return pressed.some((fact) => covers(fact.level, level));
}

/**
 * Alerts that are stored, but perhaps not yet taken in, are judged by the incident's own rules: those bound to it in
 * their sequence, then those that will follow.
 */
async function storedAlertsSay(
  tx: Transaction,
  row: typeof incidents.$inferSelect,
): Promise<"acknowledged" | "recovered" | null> {
  const said = (await Promise.all([latestBound(tx, row.number), waitingFor(tx, row)])).flat();
  if (said.every((alert) => alert.status === "firing")) return null;
  let memory = freshMemory(row.level, row.openedAt.getTime());
  let acknowledged: Level | null = null;
  for (const [index, alert] of said.entries()) {
    const applied = applyAlert(memory, {
      ...alert,
      incident: row.number,
      sequence: index + 1,
      alert: alert.id,
      occurredAt: alert.occurredAt?.getTime() ?? null,
      acceptedAt: alert.acceptedAt.getTime(),
      handling: null,
    });
    memory = applied.memory;
    if (applied.event === "acknowledged") acknowledged = memory.level;
    if (applied.event === "firing-again") acknowledged = null;
  }
  if (!memory.firing) return "recovered";
  return covers(acknowledged, memory.level) ? "acknowledged" : null;
}

const { id, status, level, series, occurredAt, acceptedAt } = getTableColumns(alerts);
const whatItSaid = { id, status, level, series, occurredAt, acceptedAt };

async function latestBound(tx: Transaction, incident: number) {
  const latest = await tx
    .select(whatItSaid)
    .from(alerts)
    .where(eq(alerts.incident, incident))
    .orderBy(desc(alerts.sequence))
    .limit(alertsToRead);
  return latest.reverse();
}

const waitingFor = (tx: Transaction, row: typeof incidents.$inferSelect) =>
  tx
    .select(whatItSaid)
    .from(alerts)
    .where(and(isNull(alerts.incident), isNull(alerts.relayedAt), sameKey(row)))
    .orderBy(alerts.id)
    .limit(alertsToRead);

const sameKey = (row: typeof incidents.$inferSelect) =>
  and(
    row.customer === null ? isNull(alerts.customer) : eq(alerts.customer, row.customer),
    eq(alerts.source, row.source),
    eq(alerts.dedupKey, row.dedupKey),
  );
