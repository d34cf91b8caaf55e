import type { Database, Queryable } from "../connect.ts";
import { and, desc, eq, inArray, isNotNull, isNull, lt, sql } from "../drizzle.ts";
import { type SilenceRow, silences } from "../schema/index.ts";

interface Search {
  /** null: of all. */
  customers: readonly string[] | null;
  /** Those that ended later, or have not. */
  endAfter: Date;
  /** Only those that wait for an operator's yes. */
  isUnanswered: boolean;
  /** Only those asked for before this one; null: from the newest. */
  before: number | null;
  limit: number;
}

/** Newest first. */
export async function searchSilences(db: Database, search: Search): Promise<SilenceRow[]> {
  const { customers, endAfter, isUnanswered, before, limit } = search;
  return await db
    .select()
    .from(silences)
    .where(
      and(
        customers === null ? undefined : inArray(silences.customer, [...customers]),
        sql`least(${silences.endedAt}, ${silences.until}) > ${endAfter.toISOString()}`,
        isUnanswered ? and(eq(silences.needsYes, true), isNull(silences.answer)) : undefined,
        before === null ? undefined : lt(silences.id, before),
      ),
    )
    .orderBy(desc(silences.id))
    .limit(limit);
}

/** Which of these nodes an alert of the customer has named since then. */
export async function nodesSeenSince(
  db: Database,
  customer: string,
  nodes: readonly string[],
  since: Date,
): Promise<Set<string>> {
  if (nodes.length === 0) return new Set();
  const rows = await db.execute<{ node: string }>(sql`
    select node from unnest(${sql.param(nodes)}::text[]) as node
    where exists (
      select from alerts
      where alerts.customer = ${customer} and alerts.node = node.node and accepted_at > ${since.toISOString()}
    )`);
  return new Set(rows.map(({ node }) => node));
}

type Planned = Omit<SilenceRow, "targets" | "planned"> & { targets: string[]; planned: string };

/** The customer's planned downtime as it stands. */
export async function plannedOf(db: Queryable, customer: string): Promise<Planned[]> {
  const rows = await db
    .select()
    .from(silences)
    .where(and(eq(silences.customer, customer), isNotNull(silences.planned), isNull(silences.endedAt)));
  return rows.flatMap(({ targets, planned, ...row }) =>
    planned === null || targets === "all" ? [] : [{ ...row, targets, planned }],
  );
}
