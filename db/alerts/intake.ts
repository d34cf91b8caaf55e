import type { Alert, SourceKind } from "../../domain/alerts/alert.ts";
import type { Queryable } from "../connect.ts";
import { sql } from "../drizzle.ts";
import { type Places, prepared } from "../prepared.ts";

/** The source of an alert, which its intake key identifies. */
export interface Source {
  customer: string;
  name: string;
  kind: SourceKind;
}

/** An alert as stored; the dedup key finds its incident. */
export type NewAlert = Omit<Alert, "key"> & { dedupKey: string };

/** A second copy of a tool's event within this time is the same event. */
const sameEventSeconds = 120;
const batch = 1_000;
const isOver = sql`known.first_seen_at <= excluded.first_seen_at - make_interval(secs => ${sameEventSeconds})`;

/** The source of a valid key; null if the key is unknown or revoked, or its source or customer is retired. */
export async function sourceOfKey(db: Queryable, keyHash: string): Promise<Source | null> {
  const [source] = await sourceWithHash(db, { keyHash });
  return source ?? null;
}

const sourceWithHash = prepared(
  (_db, { keyHash }: Places<{ keyHash: string }>) => sql<Source[]>`
    select keys.customer, keys.source as name, sources.kind
    from source_keys keys
    join sources on sources.customer = keys.customer and sources.name = keys.source
    join customers on customers.id = keys.customer
    where keys.key_hash = ${keyHash} and keys.revoked_at is null
      and sources.retired_at is null and customers.retired_at is null`,
);

/**
 * Stores alerts in order, all or none, in one statement, and returns their ids. An event whose first copy is
 * under 2 minutes old is not stored again: it gets the first copy's id. Two requests with the same event meet
 * at its row in `intake_events`, where the second waits for the first. All requests lock these rows in the
 * same order, so none deadlock. No event may occur twice in `alerts`.
 */
export async function storeAlerts(
  db: Queryable,
  source: Source,
  alerts: readonly NewAlert[],
  acceptedAt: Date,
): Promise<number[]> {
  const rows = await storing(db, {
    ...source,
    alerts: JSON.stringify(alerts),
    at: acceptedAt.toISOString(),
  });
  return rows.map(({ id }) => Number(id));
}

interface Stored extends Source {
  alerts: string;
  at: string;
}

const storing = prepared(
  (_db, { customer, name, kind, alerts, at }: Places<Stored>) => sql<{ id: string }[]>`
    with incoming as materialized (
      select nextval('alerts_id_seq') as id, given.*
      from rows from (jsonb_to_recordset(${alerts}::text::jsonb) as (
        "eventKey" text, "dedupKey" text, series text, status text, level text, system text, node text,
        alarm text, value text, log text, details jsonb, "occurredAt" timestamptz, "startedAt" timestamptz
      )) with ordinality as given(
        event_key, dedup_key, series, status, level, system, node,
        alarm, value, log, details, occurred_at, started_at, place)
    ),
    events as (
      insert into intake_events as known (customer, source, event_key, first_seen_at, alert)
      select ${customer}, ${name}, event_key, ${at}::timestamptz, id
      from incoming where event_key is not null order by event_key
      on conflict (customer, source, event_key) do update set
        first_seen_at = case when ${isOver} then excluded.first_seen_at else known.first_seen_at end,
        alert = case when ${isOver} then excluded.alert else known.alert end
      returning event_key, alert
    ),
    placed as (
      select incoming.*, coalesce(events.alert, incoming.id) as alert
      from incoming left join events using (event_key)
    ),
    stored as (
      insert into alerts (id, customer, source, kind, dedup_key, series, status, level, system, node, alarm,
        value, log, details, occurred_at, started_at, accepted_at, joins)
      select id, ${customer}, ${name}, ${kind}, dedup_key, series, status, level, system,
        node, alarm, value, log, details, occurred_at, started_at, ${at}::timestamptz,
        exists (select 1 from incidents i where coalesce(i.customer, '') = ${customer}
          and i.source = ${name} and i.dedup_key = placed.dedup_key and i.closed_at is null)
      from placed where alert = id order by place
    )
    select alert as id from placed order by place`,
);

/** Removes events that can have no second copy any more, a batch at a time; returns how many. */
export async function removeOldEvents(db: Queryable, now: Date): Promise<number> {
  // Ten times the period that counts, since API servers' clocks differ.
  const before = new Date(now.getTime() - 10 * sameEventSeconds * 1_000).toISOString();
  const removed = await db.execute(sql`
    delete from intake_events where ctid in (
      select ctid from intake_events where first_seen_at < ${before}::timestamptz
      limit ${batch} for update skip locked)
    returning 1`);
  return removed.length;
}
