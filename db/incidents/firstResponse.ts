import { type SQL, sql } from "drizzle-orm";
import type { IncidentTransaction } from "../incidentTransaction.ts";

/**
 * Sets an incident's first response to what the ledger proves (R3.1a): the first mail that a server took for an address
 * of the customer, the first call the provider took that did not fail, or the first step of a runbook that its target
 * answered. What was told of an occurrence before the one on the clock does not count; where the step names none, by when
 * it was told. Recomputed
 * after every outcome, so a call that fails later takes its claim back. The incident is young no longer.
 */
export async function refreshFirstResponse(tx: IncidentTransaction, incident: number): Promise<void> {
  const onTheClock = (occurrence: SQL, toldAt: SQL) =>
    sql`coalesce(${occurrence} >= slo_occurrence, ${toldAt} >= detected_at)`;
  const ofStep = sql`substring(step from '^([0-9]+)/')::integer`;
  await tx.execute(sql`
    update incidents set young = false, (first_response_at, first_response) = (
      select at, how from (
        select at, 'mail' as how from dispatches
          where incident = ${incident} and channel = 'mail' and outcome = 'sent'
            and kind in ('alert', 'fallback', 'escalation', 'operator') and recipient not like 'operators:%'
            and ${onTheClock(ofStep, sql`at`)}
        union all
        select accepted_at, 'call' from calls
          where incident = ${incident} and accepted_at is not null and outcome is distinct from 'failed'
            and ${onTheClock(sql`occurrence`, sql`accepted_at`)}
        union all
        select reached_at, 'runbook' from runbook_runs
          where incident = ${incident} and reached_at is not null
            and ${onTheClock(ofStep, sql`reached_at`)}
        union all select null, null
      ) responses order by at nulls last limit 1
    ) where number = ${incident}`);
}
