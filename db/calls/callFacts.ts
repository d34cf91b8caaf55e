import { and, eq } from "drizzle-orm";
import { covers } from "../../domain/alerts/level.ts";
import type { Database, Queryable, Transaction } from "../connect.ts";
import { changeAndTell } from "../outbox/write.ts";
import { callFacts, type calls, type IncidentRow, incidents, type Words } from "../schema/index.ts";

type FactRow = typeof callFacts.$inferInsert;

/** Stores what the provider said, each copy once, and tells the workflow if it is news; false: known. */
export async function storeFact(
  db: Queryable,
  fact: FactRow,
  news: Words["incident"] | null = null,
): Promise<boolean> {
  const storing = db.insert(callFacts).values(fact).onConflictDoNothing().returning({ id: callFacts.id });
  const letter = news && ({ to: "incident", row: fact.incident, word: news, at: fact.receivedAt } as const);
  return await changeAndTell(db, storing, letter);
}

export interface Press {
  /** The call during which it was pressed, and its incident. */
  call: Pick<typeof calls.$inferSelect, "id" | "incident" | "occurrence">;
  sid: string;
  digit: string;
  /** Which answer of the conversation it is. */
  turn: string;
  /** The timeline's name for the person who pressed it. */
  by: string;
  at: Date;
}

/** The result of a 1; `has` names the person who has the incident. */
export type PressResult =
  | { result: "accepted" }
  | { result: "already-yours" }
  | { result: "someone-else"; has: string | null }
  | { result: "recovered" }
  | { result: "closed" };

/** Stores a 1 and decides whether it is the first (R5.2.2b), one press at a time for an incident. */
export async function storeAcceptance(db: Database, press: Press): Promise<PressResult> {
  return await db.transaction(async (tx) => {
    const [incident] = await tx
      .select()
      .from(incidents)
      .where(eq(incidents.number, press.call.incident))
      .for("update");
    if (incident === undefined) return { result: "closed" };
    const decided = await decide(tx, press, incident);
    const wins = decided.result === "accepted" || decided.result === "recovered";
    const { level } = incident;
    const occurrence = Math.min(incident.occurrence, press.call.occurrence);
    const { call, digit, by } = press;
    const news = { is: "key-pressed", call: call.id, digit, by, occurrence, level } as const;
    await storeFact(tx, { ...factOf(press), wins, occurrence, level }, wins ? news : null);
    return decided;
  });
}

async function decide(tx: Transaction, { call }: Press, incident: IncidentRow): Promise<PressResult> {
  if (incident.closedAt !== null) return { result: "closed" };
  const wins = await tx
    .select()
    .from(callFacts)
    .where(and(eq(callFacts.incident, incident.number), eq(callFacts.wins, true)));
  if (wins.some((fact) => fact.call === call.id)) return { result: "already-yours" };
  const earlier = wins.find(
    (fact) => fact.occurrence === call.occurrence && covers(fact.level, incident.level),
  );
  if (earlier !== undefined) return { result: "someone-else", has: earlier.body.by ?? null };
  if (covers(incident.acknowledgedLevel, incident.level))
    return { result: "someone-else", has: incident.acknowledgedBy };
  return incident.recoveredAt === null ? { result: "accepted" } : { result: "recovered" };
}

export const factOf = ({ call, sid, digit, turn, by, at }: Press): FactRow => ({
  call: call.id,
  incident: call.incident,
  kind: "key",
  sid,
  value: digit,
  copy: turn,
  body: { by },
  receivedAt: at,
});
