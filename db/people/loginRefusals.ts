import { randomUUID } from "node:crypto";
import type { Database, Transaction } from "../connect.ts";
import { and, eq, lt, sql } from "../drizzle.ts";
import { loginRefusals } from "../schema/index.ts";
import { recordAudit } from "./audit.ts";
import { personAtWork } from "./peopleAccess.ts";

/** A refused login. */
export interface Refusal {
  /** `?` if the name is unknown. */
  person: string;
  action: string;
  outcome: "refused" | "failed";
  code: string | null;
  address: string;
}

/** How long refusals are summed up for one audit log entry. */
const sumMinutes = 10;
const mostAddresses = 10;
const batch = 100;

/** Counts a refused login. The first of its kind goes into the audit log at once; others are summed up. */
export async function countRefusal(db: Database, refusal: Refusal, now: Date): Promise<void> {
  const { person, action, outcome, code, address } = refusal;
  const { addresses } = loginRefusals;
  await db.transaction(async (tx) => {
    const [row] = await tx
      .insert(loginRefusals)
      .values({
        person,
        action,
        outcome,
        code: code ?? "",
        firstAt: now,
        lastAt: now,
        addresses: [address],
      })
      .onConflictDoUpdate({
        target: [loginRefusals.person, loginRefusals.action, loginRefusals.outcome, loginRefusals.code],
        set: {
          attempts: sql`${loginRefusals.attempts} + 1`,
          lastAt: now,
          addresses: sql`case when ${address} = any(${addresses}) or cardinality(${addresses}) >= ${mostAddresses}
            then ${addresses} else array_append(${addresses}, ${address}) end`,
        },
      })
      .returning({ attempts: loginRefusals.attempts });
    if (row?.attempts !== 0) return;
    await recordRefusal(tx, { person, action, outcome, code }, { address }, now);
  });
}

/** Writes sums to the audit log once their time is over; returns how many were read. */
export async function writeRefusalSums(db: Database, now: Date): Promise<number> {
  const over = new Date(now.getTime() - sumMinutes * 60_000);
  return db.transaction(async (tx) => {
    const sums = await tx
      .select()
      .from(loginRefusals)
      .where(lt(loginRefusals.firstAt, over))
      .limit(batch)
      .for("update", { skipLocked: true });
    for (const { person, action, outcome, code, attempts, firstAt, lastAt, addresses } of sums) {
      const isIt = [eq(loginRefusals.person, person), eq(loginRefusals.action, action)];
      await tx
        .delete(loginRefusals)
        .where(and(...isIt, eq(loginRefusals.outcome, outcome), eq(loginRefusals.code, code)));
      if (attempts === 0) continue;
      const detail = { attempts, since: firstAt.toISOString(), until: lastAt.toISOString(), addresses };
      await recordRefusal(tx, { person, action, outcome, code: code || null }, detail, now);
    }
    return sums.length;
  });
}

async function recordRefusal(
  tx: Transaction,
  { person, action, outcome, code }: Omit<Refusal, "address">,
  detail: Record<string, unknown>,
  at: Date,
): Promise<void> {
  const role = (await personAtWork(tx, person))?.role ?? null;
  await recordAudit(tx, {
    at,
    person,
    role,
    action,
    customer: null,
    incident: null,
    detail,
    outcome,
    code,
    via: "session",
    request: randomUUID(),
  });
}
