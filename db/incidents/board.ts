import { isUnderWay } from "../calls/calls.ts";
import type { Database, Queryable } from "../connect.ts";
import { and, eq, getTableColumns, inArray, isNull, type SQL, sql } from "../drizzle.ts";
import { customers, incidents } from "../schema/index.ts";
import { changesCursor } from "./changes.ts";
import {
  type CallUnderWayRow,
  callsUnderWay,
  isVisible,
  type RunUnderWayRow,
  runUnderWay,
  type ShownIncident,
  type VisibleCustomers,
} from "./incidents.ts";

export type BoardIncident = ShownIncident & {
  /** null if the customer is unknown. */
  customerName: string | null;
};

/** All visible open incidents, and the cursor from which to ask for changes. */
export async function openIncidents(
  db: Database,
  visible: VisibleCustomers,
): Promise<{ cursor: string; incidents: BoardIncident[] }> {
  // Both from one snapshot: no change missing from the rows is older than the cursor.
  return db.transaction(
    async (tx) => ({
      cursor: await changesCursor(tx),
      incidents: await boardIncidents(tx, and(isNull(incidents.closedAt), isVisible(visible))),
    }),
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}

/** These incidents, even closed ones; the caller checks who may see them. */
export const incidentsNumbered = (db: Queryable, numbers: readonly number[]): Promise<BoardIncident[]> =>
  boardIncidents(db, inArray(incidents.number, [...numbers]));

function boardIncidents(db: Queryable, where: SQL | undefined): Promise<BoardIncident[]> {
  return db
    .select({
      ...getTableColumns(incidents),
      customerName: customers.name,
      callsUnderWay: sql<CallUnderWayRow[]>`coalesce(${sql.identifier("under_way")}.calls, '[]'::json)`,
      runUnderWay: sql<RunUnderWayRow | null>`${sql.identifier("at_work")}.run`,
    })
    .from(incidents)
    .leftJoin(customers, eq(customers.id, incidents.customer))
    .leftJoin(underWay, sql`under_way.incident = ${incidents.number}`)
    .leftJoin(runsUnderWay, sql`at_work.incident = ${incidents.number}`)
    .where(where);
}

/** Read once for the whole board, since few calls are in progress at any time. */
const underWay = sql`(
  select incident, ${callsUnderWay} as calls from calls where ${isUnderWay} group by incident) as under_way`;

/** The latest run of each incident. */
const runsUnderWay = sql`(
  select distinct on (incident) incident, ${runUnderWay} as run
  from runbook_runs where ended_at is null order by incident, started_at desc) as at_work`;
