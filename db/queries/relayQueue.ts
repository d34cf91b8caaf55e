import { sql } from "drizzle-orm";
import type { Database } from "../connect.ts";

/** The oldest alerts that wait, of one customer. */
export interface WaitingAlert {
  id: number;
  customer: string | null;
  source: string;
  dedupKey: string;
  /** Whether it would join an incident that is open. */
  joins: boolean;
}

/** Young incidents count against their customer's cap for so long; one that hangs does not block it for ever. */
const youngSeconds = 60;

/**
 * The oldest waiting alerts of every customer, at most `perCustomer` each: whatever joins an open incident, and as many
 * that would open one as the customer's cap still allows. It looks for rows not yet relayed, never past a mark:
 * transactions commit out of order.
 */
export async function waitingAlerts(
  db: Database,
  options: { perCustomer: number; youngPerCustomer: number; now: Date },
): Promise<WaitingAlert[]> {
  const { perCustomer, youngPerCustomer } = options;
  const now = options.now.toISOString();
  const rows = await db.execute<{
    id: string;
    customer: string | null;
    source: string;
    dedup_key: string;
    joins: boolean;
  }>(sql`
    with recursive customers as (
      (select customer from alerts where relayed_at is null and customer is not null order by customer limit 1)
      union all
      select (select a.customer from alerts a where a.relayed_at is null and a.customer > c.customer
              order by a.customer limit 1)
      from customers c where c.customer is not null
    ), everyone as (
      select customer from customers where customer is not null
      union all
      select null where exists (select 1 from alerts where relayed_at is null and customer is null)
    )
    select w.* from everyone e
    cross join lateral (
      select greatest(0, ${youngPerCustomer} - count(*))::int as room from incidents i
      where i.young and i.closed_at is null and i.customer is not distinct from e.customer
        and i.opened_at > ${now}::timestamptz - make_interval(secs => ${youngSeconds})
    ) young
    cross join lateral (
      (select a.id, a.customer, a.source, a.dedup_key, true as joins from incidents i
        join alerts a on a.relayed_at is null and a.customer is not distinct from i.customer
          and a.source = i.source and a.dedup_key = i.dedup_key
        where young.room < ${perCustomer} and i.closed_at is null and i.customer is not distinct from e.customer
          and (a.lease_until is null or a.lease_until < ${now}::timestamptz)
        order by a.id limit ${perCustomer})
      union all
      (select a.id, a.customer, a.source, a.dedup_key, false from alerts a
        where a.relayed_at is null and a.customer is not distinct from e.customer
          and (a.lease_until is null or a.lease_until < ${now}::timestamptz)
        order by a.id limit least(young.room, ${perCustomer}))
    ) w`);
  return rows.map((row) => ({
    id: Number(row.id),
    customer: row.customer,
    source: row.source,
    dedupKey: row.dedup_key,
    joins: row.joins,
  }));
}
