import type { Queryable } from "./connect.ts";
import { type AnyPgColumn, and, count, gt, lte, max, type SQL, sql } from "./drizzle.ts";
import type { alerts, dispatches } from "./schema/index.ts";

type Columns = Record<string, AnyPgColumn>;
type Group<By extends Columns> = { [Name in keyof By]: By[Name]["_"]["data"] } & { count: number };

interface Growing<By extends Columns> {
  table: typeof alerts | typeof dispatches;
  by: By;
  /** Rows that may still change their group; without it, none do. */
  unsettled?: SQL | undefined;
  /** How far a row must be behind the newest: by then its transaction has ended, and late news have come. */
  behind?: number | undefined;
}

/**
 * Counts the rows of a table that only grows, by groups. Rows far behind the newest are counted once and remembered by
 * the process: counting a year's alerts takes half a second.
 */
export function growingCount<const By extends Columns>({
  table,
  by,
  unsettled = sql`false`,
  behind = 100_000,
}: Growing<By>): (db: Queryable) => Promise<Group<By>[]> {
  let past = { upTo: 0, groups: [] as Group<By>[] };

  const groupsWhere = async (db: Queryable, where: SQL | undefined): Promise<Group<By>[]> => {
    const groups = db
      .select({ ...by, count: count() })
      .from(table)
      .where(where);
    return (await groups.groupBy(...Object.values(by))) as Group<By>[];
  };

  return async (db) => {
    const [ends] = await db.select({ last: max(table.id) }).from(table);
    // The sum keeps PostgreSQL from looking for the first one among all rows.
    const [first] = await db
      .select({ id: sql<number | null>`min(${table.id} + 0)`.mapWith(Number) })
      .from(table)
      .where(unsettled);
    const last = ends?.last ?? 0;
    if (last < past.upTo) past = { upTo: 0, groups: [] };
    const settled = Math.min(last - behind, (first?.id ?? Number.POSITIVE_INFINITY) - 1);
    if (settled > past.upTo) {
      const more = await groupsWhere(db, and(gt(table.id, past.upTo), lte(table.id, settled)));
      past = { upTo: settled, groups: together(past.groups, more) };
    }
    return together(past.groups, await groupsWhere(db, gt(table.id, past.upTo)));
  };
}

function together<One extends { count: number }>(some: readonly One[], more: readonly One[]): One[] {
  const name = ({ count: _, ...group }: One) => JSON.stringify(Object.values(group));
  const all = Map.groupBy([...some, ...more], name);
  return [...all.values()].map((same) => ({
    ...same[0]!,
    count: same.reduce((sum, one) => sum + one.count, 0),
  }));
}
