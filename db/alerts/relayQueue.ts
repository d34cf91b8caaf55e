import type { Queryable } from "../connect.ts";
import { and, eq, getTableColumns, isNull, type SQL, sql } from "../drizzle.ts";
import { type Places, prepared } from "../prepared.ts";
import { type AlertRow, alerts, assignments, customers } from "../schema/index.ts";
import { hasKey, type KeyPlaces, preparedForKey, type RelayKey } from "./relayKey.ts";

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
export async function waitingAlerts(db: Queryable, { now, except, ...most }: RelayTurn): Promise<Waiting> {
  const held = JSON.stringify(except.map(nameOf));
  const rows = await waitingInTurn(db, { ...most, at: now.toISOString(), held });
  const free = rows
    .filter(({ capped }) => !capped)
    .map((row) => ({
      id: Number(row.id),
      customer: row.customer,
      source: row.source,
      dedupKey: row.dedup_key,
      joins: row.joins,
    }));
  return { alerts: free, capped: rows.some(({ capped, joins }) => capped && !joins) };
}

interface TurnTexts {
  perCustomer: number;
  youngPerCustomer: number;
  at: string;
  /** The names of the keys to leave out. */
  held: string;
}

interface TurnRow {
  id: string;
  customer: string | null;
  source: string;
  dedup_key: string;
  joins: boolean;
  capped: boolean;
}

const waitingInTurn = prepared(
  (_db, turn: Places<TurnTexts>) => sql<TurnRow[]>`
    with recursive customers as (
      (select customer from alerts where relayed_at is null and customer is not null order by customer limit 1)
      union all
      select (select a.customer from alerts a where a.relayed_at is null and a.customer > c.customer
              order by a.customer limit 1)
      from customers c where c.customer is not null
    )
    select w.* from customers e cross join lateral (${turnOf(sql`= e.customer`, turn)}) w
      where e.customer is not null
    union all
    select w.* from (${turnOf(sql`is null`, turn)}) w`,
);
/** One customer's turn; `is` compares the name so that an index is used, even without a customer. */
function turnOf(is: SQL, { perCustomer, youngPerCustomer, at, held }: Places<TurnTexts>): SQL {
  const isFree = sql`a.relayed_at is null and a.customer ${is}
    and (a.lease_until is null or a.lease_until < ${at}::timestamptz)
    and not jsonb_exists(${held}::jsonb, concat_ws(chr(31), coalesce(a.customer, ''), a.source, a.dedup_key))`;
  return sql`
    select turn.* from (
      select greatest(0, ${youngPerCustomer} - count(*))::int as room from incidents i
      where i.young and i.closed_at is null and i.customer ${is}
        and i.opened_at > ${at}::timestamptz - make_interval(secs => ${youngSeconds})
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

/** What the relay needs to know of a key. */
interface WaitingOfKey {
  /** The oldest first. */
  alerts: AlertRow[];
  /** What operators decided in triage for the key; null: nothing. */
  assignment: typeof assignments.$inferSelect | null;
  /** The current version of its customer's file; null: the customer is unknown or retired. */
  version: number | null;
}

export async function waitingOfKey(db: Queryable, key: RelayKey, limit: number): Promise<WaitingOfKey> {
  const rows = await oldestWaiting(db, { ...key, limit });
  const [{ assignment, version } = { assignment: null, version: null }] = rows;
  return { alerts: rows.map(({ alert }) => alert), assignment, version };
}

const oldestWaiting = preparedForKey((db, given: KeyPlaces<RelayKey & { limit: number }>) =>
  db
    .select({
      alert: getTableColumns(alerts),
      assignment: getTableColumns(assignments),
      version: customers.currentVersion,
    })
    .from(alerts)
    .leftJoin(
      assignments,
      and(
        eq(assignments.customer, sql`coalesce(${alerts.customer}, '')`),
        eq(assignments.source, alerts.source),
        eq(assignments.dedupKey, alerts.dedupKey),
      ),
    )
    .leftJoin(customers, and(eq(customers.id, alerts.customer), isNull(customers.retiredAt)))
    .where(and(hasKey(alerts, given), isNull(alerts.relayedAt)))
    .orderBy(alerts.id)
    .limit(given.limit),
);
