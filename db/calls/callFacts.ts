import { covers } from "../../domain/alerts/level.ts";
import type { Database, Queryable } from "../connect.ts";
import { and, eq, sql } from "../drizzle.ts";
import { changeAndTell } from "../outbox/write.ts";
import { type Places, prepared } from "../prepared.ts";
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

export interface SaidStatus {
  /** Our id of the call: the provider repeats it in each callback. */
  call: string;
  sid: string;
  value: string;
  copy: string;
  body: Record<string, string>;
  at: Date;
  /** What its incident's workflow is told; null: nothing. */
  word: Words["incident"] | null;
}

/** A call that the provider speaks of, as far as its answer needs it. */
export type SpokenOf = { id: string; incident: number; contact: string };

/**
 * The same for a status, by the call's id alone and in one statement, since every call has five of them.
 * `isNews`: its workflow is told. null: there is no such call.
 */
export async function storeStatus(
  db: Queryable,
  { body, at, word, ...said }: SaidStatus,
): Promise<{ call: SpokenOf; isNews: boolean } | null> {
  const [found] = await storingStatus(db, {
    ...said,
    body: JSON.stringify(body),
    word: word && JSON.stringify(word),
    at: at.toISOString(),
  });
  if (found === undefined) return null;
  const { isNews, ...call } = found;
  return { call, isNews };
}

type StatusTexts = Record<"call" | "sid" | "value" | "copy" | "body" | "at", string> & {
  word: string | null;
};

const storingStatus = prepared(
  (_db, { call, sid, value, copy, body, word, at }: Places<StatusTexts>) =>
    sql<(SpokenOf & { isNews: boolean })[]>`
    with spoken_of as (select id, incident, contact from calls where id = ${call}),
    stored as (
      insert into call_facts (call, incident, kind, sid, value, copy, body, received_at)
      select id, incident, 'status', ${sid}, ${value}, ${copy}, ${body}::text::jsonb, ${at}::timestamptz
      from spoken_of on conflict do nothing returning incident
    ),
    told as (
      insert into outbox (kind, row_id, word, written_at)
      select 'incident', incident, word, ${at}::timestamptz
      from stored cross join (select ${word}::text::jsonb as word) said
      where word is not null returning id
    )
    select *, exists(select from told) as "isNews" from spoken_of`,
);

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
    // Sent together, for one round trip; the second sees what was committed before the lock was granted.
    const [[incident], wins] = await Promise.all([
      lockedIncident(tx, press.call),
      winningKeys(tx, press.call),
    ]);
    if (incident === undefined) return { result: "closed" };
    const decided = decide(press, incident, wins);
    const isFirst = decided.result === "accepted" || decided.result === "recovered";
    const { level } = incident;
    const occurrence = Math.min(incident.occurrence, press.call.occurrence);
    const { call, digit, by } = press;
    const news = { is: "key-pressed", call: call.id, digit, by, occurrence, level } as const;
    await storeFact(tx, { ...factOf(press), wins: isFirst, occurrence, level }, isFirst ? news : null);
    return decided;
  });
}

type OfIncident = Places<{ incident: number }>;
const lockedIncident = prepared((db, { incident }: OfIncident) =>
  db.select().from(incidents).where(eq(incidents.number, incident)).for("update"),
);
const winningKeys = prepared((db, { incident }: OfIncident) =>
  db
    .select()
    .from(callFacts)
    .where(and(eq(callFacts.incident, incident), eq(callFacts.wins, sql`true`))),
);

type WinningKey = Awaited<ReturnType<typeof winningKeys>>[number];

function decide({ call }: Press, incident: IncidentRow, wins: readonly WinningKey[]): PressResult {
  if (incident.closedAt !== null) return { result: "closed" };
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
