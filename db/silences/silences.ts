import { nextChange, type Silence } from "../../domain/silences/silence.ts";
import type { Database, Queryable, Transaction } from "../connect.ts";
import { and, asc, eq, lte, sql } from "../drizzle.ts";
import { type SilenceRow, silences } from "../schema/index.ts";
import { judgeAffected } from "./affected.ts";
import { changeSilencesOf } from "./judge.ts";

export type NewSilence = Pick<
  SilenceRow,
  | "customer"
  | "system"
  | "targets"
  | "alarms"
  | "from"
  | "until"
  | "every"
  | "timezone"
  | "reason"
  | "requestedBy"
  | "requestedAt"
  | "planned"
  | "needsYes"
>;

/** Stores a silence and judges the open incidents that it may silence, in one transaction (R5.10). */
export async function addSilence(tx: Transaction, given: NewSilence, now: Date): Promise<SilenceRow> {
  const { targets, alarms } = given;
  await changeSilencesOf(tx, given.customer);
  const [stored] = await tx
    .insert(silences)
    .values({
      ...given,
      targetsLike: targets === "all" ? null : targets.map(likeOf),
      alarmsLike: alarms?.map(likeOf) ?? null,
    })
    .returning();
  return await moved(tx, stored!, now);
}

/** The same as `fitsGlob`: `*` stands for any text, everything else for itself. */
const likeOf = (glob: string): string => glob.replaceAll(/[\\%_]/g, "\\$&").replaceAll("*", "%");

export type SilenceChange = Partial<
  Pick<SilenceRow, "until" | "answer" | "answeredBy" | "answeredAt" | "endedAt" | "endedBy">
>;

/**
 * Changes a silence if it may be changed: `decide` looks at its row, which is locked, and returns the change; it
 * throws to refuse. Incidents that it silences, or no longer silences, are judged anew. null: there is none.
 */
export async function changeSilence(
  db: Database,
  id: number,
  now: Date,
  decide: (row: SilenceRow) => SilenceChange,
): Promise<SilenceRow | null> {
  return await db.transaction(async (tx) => {
    const row = await lockSilence(tx, id);
    if (row === null) return null;
    const [changed] = await tx.update(silences).set(decide(row)).where(eq(silences.id, id)).returning();
    return await moved(tx, changed!, now);
  });
}

/** A silence's customer never changes, and its silences are kept from changing before a row of them is locked. */
async function lockSilence(tx: Transaction, id: number): Promise<SilenceRow | null> {
  const silence = await readSilence(tx, id);
  if (silence === null) return null;
  await changeSilencesOf(tx, silence.customer);
  const [row] = await tx.select().from(silences).where(eq(silences.id, id)).for("update");
  return row ?? null;
}

/** Notes when it next changes by itself, and judges the incidents that it concerns now. */
async function moved(tx: Transaction, row: SilenceRow, now: Date): Promise<SilenceRow> {
  const nextChangeAt = nextChange(silenceOf(row), now);
  await tx.update(silences).set({ nextChangeAt }).where(eq(silences.id, row.id));
  await judgeAffected(tx, row, now);
  return { ...row, nextChangeAt };
}

const changesAtOnce = 100;

/**
 * Judges the incidents concerned by silences that have begun or ended by their own time since the last look, as of that
 * time. Returns whether there were any; there may be more.
 */
export async function judgeChanges(db: Database, now: Date): Promise<boolean> {
  const due = await db
    .select({ id: silences.id })
    .from(silences)
    .where(lte(silences.nextChangeAt, now))
    .orderBy(asc(silences.nextChangeAt))
    .limit(changesAtOnce);
  for (const { id } of due) await db.transaction((tx) => judgeChange(tx, id, now));
  return due.length > 0;
}

async function judgeChange(tx: Transaction, id: number, now: Date): Promise<void> {
  const row = await lockSilence(tx, id);
  if (row === null || row.nextChangeAt === null || row.nextChangeAt > now) return;
  // After an outage, the last of several: what began and ended meanwhile silenced nobody.
  let at = row.nextChangeAt;
  let nextChangeAt = nextChange(silenceOf(row), at);
  while (nextChangeAt !== null && nextChangeAt <= now) {
    at = nextChangeAt;
    nextChangeAt = nextChange(silenceOf(row), at);
  }
  await tx.update(silences).set({ nextChangeAt }).where(eq(silences.id, id));
  await judgeAffected(tx, row, at);
}

export async function readSilence(db: Queryable, id: number): Promise<SilenceRow | null> {
  const [row] = await db.select().from(silences).where(eq(silences.id, id));
  return row ?? null;
}

/** Puts the planned downtime of a customer's new version in place of what was planned before. */
export async function replacePlanned(
  tx: Transaction,
  customer: string,
  planned: readonly NewSilence[],
  now: Date,
): Promise<void> {
  await changeSilencesOf(tx, customer);
  const before = await tx
    .select()
    .from(silences)
    .where(and(eq(silences.customer, customer), sql`planned is not null`, sql`ended_at is null`))
    .for("update");
  const stays = (one: NewSilence | SilenceRow) =>
    JSON.stringify([one.planned, one.system, one.targets, one.from, one.until, one.every, one.timezone]);
  const wanted = new Set(planned.map(stays));
  const kept = new Set(before.map(stays));
  for (const row of before.filter((one) => !wanted.has(stays(one)))) {
    const [ended] = await tx
      .update(silences)
      .set({ endedAt: now, endedBy: "toban" })
      .where(eq(silences.id, row.id))
      .returning();
    await moved(tx, ended!, now);
  }
  for (const one of planned.filter((each) => !kept.has(stays(each)))) await addSilence(tx, one, now);
}

/** As the rules see it. */
export const silenceOf = (row: SilenceRow): Silence => row;
