import type { IncidentState } from "../../domain/incidents/row.ts";
import { isUnderWay } from "../calls/calls.ts";
import type { Queryable } from "../connect.ts";
import { and, desc, eq, getTableColumns, inArray, lt, type SQL, sql } from "../drizzle.ts";
import { type IncidentRow, incidents } from "../schema/index.ts";

/** A call in progress. */
export interface CallUnderWayRow {
  contact: string;
  step: string;
  round: number;
  position: number;
  /** The provider was asked to place it. */
  requested: boolean;
  answered: boolean;
}

/** A runbook run in progress. */
export interface RunUnderWayRow {
  title: string;
  /** Its present step waits for an operator. */
  asks: boolean;
}

/** With what is in progress, as lists and pages show it. */
export type ShownIncident = IncidentRow & {
  callsUnderWay: CallUnderWayRow[];
  runUnderWay: RunUnderWayRow | null;
};

/** The customers whose incidents may be seen; null: all, including incidents without a customer. */
export type VisibleCustomers = readonly string[] | null;

export interface IncidentSearch {
  visible: VisibleCustomers;
  customer?: string | undefined;
  states?: readonly IncidentState[] | undefined;
  /** Only incidents with a lower number. */
  before?: number | undefined;
  limit: number;
}

/** The incidents that match, newest first. */
export async function searchIncidents(db: Queryable, search: IncidentSearch): Promise<ShownIncident[]> {
  return db
    .select(incidentColumns)
    .from(incidents)
    .where(
      and(
        isVisible(search.visible),
        search.customer === undefined ? undefined : eq(incidents.customer, search.customer),
        search.states === undefined ? undefined : inArray(incidents.state, [...search.states]),
        search.before === undefined ? undefined : lt(incidents.number, search.before),
      ),
    )
    .orderBy(desc(incidents.number))
    .limit(search.limit);
}

/** null: it does not exist, or may not be seen. */
export async function findIncident(
  db: Queryable,
  number: number,
  visible: VisibleCustomers,
): Promise<ShownIncident | null> {
  const rows = await db
    .select(incidentColumns)
    .from(incidents)
    .where(and(eq(incidents.number, number), isVisible(visible)));
  return rows[0] ?? null;
}

/** null: its customer is unknown, or it does not exist. */
export async function customerOfIncident(db: Queryable, number: number): Promise<string | null> {
  const [row] = await db
    .select({ customer: incidents.customer })
    .from(incidents)
    .where(eq(incidents.number, number));
  return row?.customer ?? null;
}

export const isVisible = (visible: VisibleCustomers): SQL | undefined =>
  visible === null ? undefined : inArray(incidents.customer, [...visible]);

/** From a row of `runbook_runs`. */
export const runUnderWay = sql`json_build_object(
  'title', coalesce(runbook_runs.tree->>'title', runbook_runs.runbook),
  'asks', exists(select 1 from runbook_steps where runbook_steps.run = runbook_runs.id
    and runbook_steps.state = 'running' and runbook_steps.kind in ('ask', 'manual')))`;

/** Aggregates the rows of `calls` in progress. */
export const callsUnderWay = sql`coalesce(json_agg(json_build_object(
  'contact', calls.contact, 'step', calls.step, 'round', calls.round, 'position', calls.position,
  'requested', calls.requested_at is not null, 'answered', calls.answered_at is not null
) order by calls.claimed_at, calls.position), '[]'::json)`;

export const incidentColumns = {
  ...getTableColumns(incidents),
  callsUnderWay: sql<CallUnderWayRow[]>`(
    select ${callsUnderWay} from calls where calls.incident = incidents.number and ${isUnderWay})`,
  runUnderWay: sql<RunUnderWayRow | null>`(
    select ${runUnderWay} from runbook_runs
    where runbook_runs.incident = incidents.number and runbook_runs.ended_at is null
    order by runbook_runs.started_at desc limit 1)`,
};
