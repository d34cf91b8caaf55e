import type { Queryable } from "../connect.ts";
import { and, eq, exists, gt, isNull, lte, or, sql } from "../drizzle.ts";
import { alerts, incidents, outbox } from "../schema/index.ts";

/**
 * Whether a 1 or an alert for this incident, bound or not, was accepted up to an instant and has not reached
 * its workflow. `seenUpTo` is the last alert the workflow has taken in.
 */
export async function isUnheard(
  db: Queryable,
  incident: number,
  seenUpTo: number,
  upTo: Date,
): Promise<boolean> {
  const bound = and(eq(alerts.incident, incident), gt(alerts.sequence, seenUpTo));
  const unbound = and(
    isNull(alerts.relayedAt),
    isNull(alerts.incident),
    sql`${alerts.customer} is not distinct from ${incidents.customer}`,
    eq(alerts.source, incidents.source),
    eq(alerts.dedupKey, incidents.dedupKey),
  );
  const alert = db
    .select()
    .from(alerts)
    .where(and(or(bound, unbound), lte(alerts.acceptedAt, upTo)));
  const key = db
    .select()
    .from(outbox)
    .where(
      and(
        isNull(outbox.relayedAt),
        eq(outbox.kind, "incident"),
        eq(outbox.rowId, incident),
        sql`${outbox.word}->>'is' = 'key-pressed'`,
        lte(outbox.writtenAt, upTo),
      ),
    );
  const [row] = await db
    .select({ waits: sql<boolean>`(${exists(alert)} or ${exists(key)})` })
    .from(incidents)
    .where(eq(incidents.number, incident));
  return row?.waits ?? false;
}
