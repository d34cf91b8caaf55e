import { randomUUID } from "node:crypto";
import { DomainError, isRefusal } from "../../domain/errors.ts";
import type { Queryable } from "../connect.ts";
import { and, desc, eq, gte, isNull, lt, or, type SQL, sql } from "../drizzle.ts";
import { auditLog } from "../schema/index.ts";

export type AuditEntry = typeof auditLog.$inferSelect;
type Outcome = NonNullable<AuditEntry["outcome"]>;

/** What a person is about to do. */
export type AuditBeginning = Omit<AuditEntry, "id" | "outcome" | "code"> & { request: string };

/**
 * Records what a person is about to do and returns the row's name for `endAudit`. Sending a failed request
 * again reuses its row; sending an answered one again adds a row.
 */
export async function beginAudit(db: Queryable, beginning: AuditBeginning): Promise<string> {
  const { request } = beginning;
  const added = await db.insert(auditLog).values(beginning).onConflictDoNothing().returning();
  if (added.length > 0) return request;
  const open = await db
    .select({ id: auditLog.id })
    .from(auditLog)
    .where(and(eq(auditLog.request, request), isOpen()));
  if (open.length > 0) return request;
  const again = `${request}/${randomUUID()}`;
  await db.insert(auditLog).values({ ...beginning, request: again });
  return again;
}

export async function endAudit(
  db: Queryable,
  request: string,
  outcome: Outcome,
  code: string | null,
): Promise<void> {
  await db
    .update(auditLog)
    .set({ outcome, code })
    .where(and(eq(auditLog.request, request), isOpen()));
}

/** Acts between two audit log entries: who is about to act, and what came of it (RA4). */
export async function audited<Done>(
  db: Queryable,
  beginning: AuditBeginning,
  act: () => Promise<Done>,
): Promise<Done> {
  const row = await beginAudit(db, beginning);
  try {
    const done = await act();
    await endAudit(db, row, "done", null);
    return done;
  } catch (error) {
    const code = error instanceof DomainError ? error.code : "error";
    // If the log cannot be written either, the first error is the one reported.
    await endAudit(db, row, isRefusal(error) ? "refused" : "failed", code).catch(() => {});
    throw error;
  }
}

/** No outcome yet: no answer, or a failure of ours, so the request may be sent again. */
const isOpen = () => or(isNull(auditLog.outcome), eq(auditLog.outcome, "failed"));

/** How many different numbers of their own a person has had rung; refused calls rang nothing. */
export async function operatorPhonesSince(db: Queryable, person: string, since: Date): Promise<number> {
  const phone = sql`${auditLog.detail}->>'operatorPhone'`;
  const [row] = await db
    .select({ count: sql<number>`count(distinct ${phone})::int` })
    .from(auditLog)
    .where(
      and(
        eq(auditLog.person, person),
        eq(auditLog.action, "placeCall"),
        gte(auditLog.at, since),
        sql`${auditLog.outcome} is distinct from 'refused'`,
      ),
    );
  return row?.count ?? 0;
}

/** Records an act whose outcome is already known. */
export async function recordAudit(
  db: Queryable,
  entry: AuditBeginning & { outcome: Outcome; code: string | null },
): Promise<void> {
  await db.insert(auditLog).values(entry);
}

export interface AuditFilter {
  person?: string | undefined;
  action?: string | undefined;
  customer?: string | undefined;
  incident?: number | undefined;
  from?: Date | undefined;
  until?: Date | undefined;
}

/** The entries that match, newest first; `before` is the last id of the previous page. */
export async function searchAudit(
  db: Queryable,
  filter: AuditFilter,
  page: { before?: number | undefined; limit: number },
): Promise<AuditEntry[]> {
  const { before } = page;
  const conditions = [before === undefined ? undefined : lt(auditLog.id, before), ...conditionsOf(filter)];
  return db
    .select()
    .from(auditLog)
    .where(and(...conditions))
    .orderBy(desc(auditLog.id))
    .limit(page.limit);
}

const conditionsOf = (filter: AuditFilter): (SQL | undefined)[] => [
  filter.person === undefined ? undefined : eq(auditLog.person, filter.person),
  filter.action === undefined ? undefined : eq(auditLog.action, filter.action),
  filter.customer === undefined ? undefined : eq(auditLog.customer, filter.customer),
  filter.incident === undefined ? undefined : eq(auditLog.incident, filter.incident),
  filter.from === undefined ? undefined : gte(auditLog.at, filter.from),
  filter.until === undefined ? undefined : lt(auditLog.at, filter.until),
];
