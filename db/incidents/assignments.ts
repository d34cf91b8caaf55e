import type { RelayKey } from "../alerts/relayKey.ts";
import type { Queryable } from "../connect.ts";
import { and, eq, isNull } from "../drizzle.ts";
import { alerts, assignments } from "../schema/index.ts";

type AssignmentRow = typeof assignments.$inferSelect;

/** What operators decided in triage for a key; null: nothing. */
export async function assignmentOf(db: Queryable, key: RelayKey): Promise<AssignmentRow | null> {
  const [row] = await db.select().from(assignments).where(isAbout(key));
  return row ?? null;
}

/** Replaces an earlier decision for the key. */
export async function keepAssignment(
  db: Queryable,
  key: RelayKey,
  decided: { toCustomer: string | null; rule: string | null; by: string; at: Date },
): Promise<void> {
  const { by, at, ...what } = decided;
  const set = { ...what, assignedBy: by, assignedAt: at };
  const { source, dedupKey } = key;
  await db
    .insert(assignments)
    .values({ customer: key.customer ?? "", source, dedupKey, ...set })
    .onConflictDoUpdate({ target: [assignments.customer, assignments.source, assignments.dedupKey], set });
}

/** Gives a key's waiting alerts without a customer to this one. */
export async function adoptAlerts(db: Queryable, key: RelayKey, customer: string): Promise<void> {
  await db
    .update(alerts)
    .set({ customer })
    .where(
      and(
        isNull(alerts.customer),
        eq(alerts.source, key.source),
        eq(alerts.dedupKey, key.dedupKey),
        isNull(alerts.relayedAt),
        isNull(alerts.incident),
      ),
    );
}

const isAbout = ({ customer, source, dedupKey }: RelayKey) =>
  and(
    eq(assignments.customer, customer ?? ""),
    eq(assignments.source, source),
    eq(assignments.dedupKey, dedupKey),
  );
