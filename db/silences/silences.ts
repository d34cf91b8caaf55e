import { nextChange, type Silence } from "../../domain/silences/silence.ts";
import type { Database, Queryable, Transaction } from "../connect.ts";
import { and, asc, desc, eq, inArray, lte, sql } from "../drizzle.ts";
import { type SilenceRow, silences } from "../schema/index.ts";
import { tellThoseAffected } from "./affected.ts";

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

/** Stores a silence and tells the open incidents that it may silence, in one transaction (R5.10). */
export async function addSilence(tx: Transaction, given: NewSilence, now: Date): Promise<SilenceRow> {
  const { targets, alarms } = given;
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
 * throws to refuse. Incidents that this silences, or no longer silences, are told. null: there is none.
 */
export async function changeSilence(
  db: Database,
  id: number,
  now: Date,
  decide: (row: SilenceRow) => SilenceChange,
): Promise<SilenceRow | null> {
  return await db.transaction(async (tx) => {
    const [row] = await tx.select().from(silences).where(eq(silences.id, id)).for("update");
    if (row === undefined) return null;
    const [changed] = await tx.update(silences).set(decide(row)).where(eq(silences.id, id)).returning();
    return await moved(tx, changed!, now);
  });
}

/** Notes when it next changes by itself, and tells those whom it concerns now. */
async function moved(tx: Transaction, row: SilenceRow, now: Date): Promise<SilenceRow> {
  const nextChangeAt = nextChange(silenceOf(row), now);
  await tx.update(silences).set({ nextChangeAt }).where(eq(silences.id, row.id));
  await tellThoseAffected(tx, row, now);
  return { ...row, nextChangeAt };
}

const changesAtOnce = 100;

/**
 * Tells the incidents concerned of silences that have begun or ended by their own time since the last look; returns how
 * many had.
 */
export async function tellChanges(db: Database, now: Date): Promise<number> {
  return await db.transaction(async (tx) => {
    const due = await tx
      .select()
      .from(silences)
      .where(lte(silences.nextChangeAt, now))
      .orderBy(asc(silences.nextChangeAt))
      .limit(changesAtOnce)
      .for("update", { skipLocked: true });
    for (const row of due) {
      const nextChangeAt = nextChange(silenceOf(row), now);
      await tx.update(silences).set({ nextChangeAt }).where(eq(silences.id, row.id));
      await tellThoseAffected(tx, row, row.nextChangeAt ?? now);
    }
    return due.length;
  });
}

export async function readSilence(db: Queryable, id: number): Promise<SilenceRow | null> {
  const [row] = await db.select().from(silences).where(eq(silences.id, id));
  return row ?? null;
}

/** Of these customers (null: of all), newest first. */
export async function silencesOf(
  db: Queryable,
  customers: readonly string[] | null,
  limit: number,
): Promise<SilenceRow[]> {
  const isTheirs = customers === null ? undefined : inArray(silences.customer, [...customers]);
  return await db.select().from(silences).where(isTheirs).orderBy(desc(silences.id)).limit(limit);
}

/** Puts the planned downtime of a customer's new version in place of what was planned before. */
export async function replacePlanned(
  tx: Transaction,
  customer: string,
  planned: readonly NewSilence[],
  now: Date,
): Promise<void> {
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
