import { type SQL, sql } from "drizzle-orm";
import type { Database } from "../connect.ts";
import type { RelayKey } from "./binding.ts";

/** The oldest alerts that wait, of one customer. */
interface WaitingAlert {
  id: number;
  customer: string | null;
  source: string;
  dedupKey: string;
  /** Whether it would join an incident that is open. */
  joins: boolean;
}

interface RelayTurn {
  perCustomer: number;
  youngPerCustomer: number;
  now: Date;
  /** Keys that are being relayed, or must wait: their alerts take no place in the turn. */
  except: readonly RelayKey[];
}

/** How long young incidents count against their customer's cap, so that one that hangs does not block it for ever. */
const youngSeconds = 60;

/**
 * The oldest waiting alerts of every customer, at most `perCustomer` each: those that join an open incident, and as many
 * that would open one as the customer's cap still allows. It looks for rows not yet relayed, never past a mark:
 * transactions commit out of order.
 */
export async function waitingAlerts(db: Database, options: RelayTurn): Promise<WaitingAlert[]> {
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
    )
    select w.* from customers e cross join lateral (${turnOf(sql`= e.customer`, options)}) w
      where e.customer is not null
    union all
    select w.* from (${turnOf(sql`is null`, options)}) w`);
  return rows.map((row) => ({
    id: Number(row.id),
    customer: row.customer,
    source: row.source,
    dedupKey: row.dedup_key,
    joins: row.joins,
  }));
}

/** One customer's turn; `is` compares its name so that an index can answer, also for alerts without a customer. */
function turnOf(is: SQL, { perCustomer, youngPerCustomer, now, except }: RelayTurn): SQL {
  const at = sql`${now.toISOString()}::timestamptz`;
  const held = JSON.stringify(except.map(nameOf));
  const isFree = sql`a.relayed_at is null and a.customer ${is} and (a.lease_until is null or a.lease_until < ${at})
    and not jsonb_exists(${held}::jsonb, concat_ws(chr(31), coalesce(a.customer, ''), a.source, a.dedup_key))`;
  return sql`
    select turn.* from (
      select greatest(0, ${youngPerCustomer} - count(*))::int as room from incidents i
      where i.young and i.closed_at is null and i.customer ${is}
        and i.opened_at > ${at} - make_interval(secs => ${youngSeconds})
    ) young
    cross join lateral (
      (select a.id, a.customer, a.source, a.dedup_key, a.joins from alerts a
        where young.room < ${perCustomer} and a.joins and ${isFree}
        order by a.id limit ${perCustomer})
      union all
      (select a.id, a.customer, a.source, a.dedup_key, a.joins from alerts a where ${isFree}
        order by a.id limit least(young.room, ${perCustomer}))
    ) turn`;
}

/** A key in one text, as the query joins it; the separator stands in no name. */
const nameOf = ({ customer, source, dedupKey }: RelayKey): string =>
  [customer ?? "", source, dedupKey].join("\u001f");
