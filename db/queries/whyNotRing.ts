import { and, desc, eq, isNull, or, sql } from "drizzle-orm";
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
  const said = await tx
    .select()
    .from(alerts)
    .where(or(eq(alerts.incident, row.number), and(isNull(alerts.relayedAt), sameKey(row))))
    .orderBy(sql`${alerts.sequence} desc nulls first`, desc(alerts.id))
    .limit(alertsToRead);
  if (said.every((alert) => alert.status === "firing")) return null;
  let memory = freshMemory(row.level, row.openedAt.getTime());
  let acknowledged: Level | null = null;
  for (const [index, alert] of said.reverse().entries()) {
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

const sameKey = (row: typeof incidents.$inferSelect) =>
  and(
    row.customer === null ? isNull(alerts.customer) : eq(alerts.customer, row.customer),
    eq(alerts.source, row.source),
    eq(alerts.dedupKey, row.dedupKey),
  );
