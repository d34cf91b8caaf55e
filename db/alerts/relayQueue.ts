import { type SQL, sql } from "drizzle-orm";
import type { Database } from "../connect.ts";
import type { RelayKey } from "./binding.ts";

interface Waiting {
  /** What may be relayed now. */
  alerts: WaitingAlert[];
  /** A customer's cap holds others back until one of its young incidents has told somebody. */
  capped: boolean;
}

/** One of a customer's oldest waiting alerts. */
interface WaitingAlert {
  id: number;
  customer: string | null;
  source: string;
  dedupKey: string;
  /** It would join an open incident. */
  joins: boolean;
}

interface RelayTurn {
  perCustomer: number;
  youngPerCustomer: number;
  now: Date;
  /** Keys being relayed or made to wait; their alerts take no place in the turn. */
  except: readonly RelayKey[];
}

/** How long a young incident counts against its customer's cap, so that a stuck one does not block it. */
const youngSeconds = 60;

/**
 * The oldest waiting alerts of every customer, at most `perCustomer` each: alerts that join an open incident,
 * and as many opening ones as the customer's cap still allows. It selects by "not yet relayed", not by a
 * position, because transactions commit out of order.
 */
export async function waitingAlerts(db: Database, options: RelayTurn): Promise<Waiting> {
  const rows = await db.execute<{
    id: string;
    customer: string | null;
    source: string;
    dedup_key: string;
    joins: boolean;
    capped: boolean;
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
  const alerts = rows
    .filter(({ capped }) => !capped)
    .map((row) => ({
      id: Number(row.id),
      customer: row.customer,
      source: row.source,
      dedupKey: row.dedup_key,
      joins: row.joins,
    }));
  return { alerts, capped: rows.some(({ capped, joins }) => capped && !joins) };
}

/** One customer's turn; `is` compares the name so that an index is used, even without a customer. */
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
      (select a.id, a.customer, a.source, a.dedup_key, a.joins, false as capped from alerts a
        where young.room < ${perCustomer} and a.joins and ${isFree}
        order by a.id limit ${perCustomer})
      union all
      (select a.id, a.customer, a.source, a.dedup_key, a.joins, row_number() over (order by a.id) > young.room
        from alerts a where ${isFree} order by a.id limit ${perCustomer})
    ) turn`;
}

/** A key as one text, as the query builds it; no name contains the separator. */
const nameOf = ({ customer, source, dedupKey }: RelayKey): string =>
  [customer ?? "", source, dedupKey].join("\u001f");
