import { type Done, type FirstResponse, firstResponse } from "../../domain/incidents/firstResponse.ts";
import { eq, type SQL, sql } from "../drizzle.ts";
import type { IncidentTransaction } from "../incidentTransaction.ts";
import { type Places, prepared } from "../prepared.ts";
import { type IncidentRow, incidents } from "../schema/index.ts";

/**
 * Sets an incident's first response to what the ledger proves (R3.1a), after every outcome; the incident is then no
 * longer young. Returns its row afterwards; null: there is none.
 */
export async function refreshFirstResponse(
  tx: IncidentTransaction,
  incident: number,
): Promise<{ row: IncidentRow; response: FirstResponse } | null> {
  const [found] = await withAllDone(tx, { incident });
  if (found === undefined) return null;
  const { row, ...done } = found;
  const response = firstResponse(row, done);
  const change = { young: false, firstResponseAt: response.at, firstResponse: response.how };
  if (!isAlready(row, change)) await tx.update(incidents).set(change).where(eq(incidents.number, incident));
  return { row: { ...row, ...change }, response };
}

type Change = Pick<IncidentRow, "young" | "firstResponseAt" | "firstResponse">;

/** Most outcomes change nothing here, and writing an incident's row anew is dear: it has many indexes. */
const isAlready = (row: Change, { young, firstResponseAt, firstResponse }: Change): boolean =>
  row.young === young &&
  row.firstResponse === firstResponse &&
  row.firstResponseAt?.getTime() === firstResponseAt?.getTime();

const withAllDone = prepared((db, { incident }: Places<{ incident: number }>) =>
  db
    .select({
      row: incidents,
      dispatches: all<Done["dispatches"]>(
        ["at"],
        sql`select channel, kind, recipient, step, outcome, at from dispatches where incident = ${incident}`,
      ),
      calls: all<Done["calls"]>(
        ["acceptedAt", "endedAt"],
        sql`select occurrence, accepted_at as "acceptedAt", ended_at as "endedAt", outcome
          from calls where incident = ${incident}`,
      ),
      runs: all<Done["runs"]>(
        ["reachedAt"],
        sql`select step, reached_at as "reachedAt" from runbook_runs where incident = ${incident}`,
      ),
    })
    .from(incidents)
    .where(eq(incidents.number, incident)),
);

/** The rows of a query as one value, so that one statement asks for all: it is asked after every outcome. */
const all = <Rows extends readonly object[]>(instants: readonly string[], query: SQL) =>
  sql`(select coalesce(json_agg(found), '[]') from (${query}) found)`.mapWith(
    (rows: object[]) => rows.map((row) => withDates(row, instants)) as unknown as Rows,
  );

/** JSON has no dates. */
const withDates = (row: object, instants: readonly string[]): object =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      instants.includes(name) && value !== null ? new Date(value) : value,
    ]),
  );
