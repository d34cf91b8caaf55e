import { alertEvents } from "../domain/alerts/events.ts";
import { callEvents } from "../domain/calls/events.ts";
import { incidentEvents } from "../domain/incidents/events.ts";
import { messageEvents } from "../domain/messages/events.ts";
import { customersPerson, engine } from "../domain/people/actor.ts";
import { testRecord } from "../domain/secondary/testRecord.ts";
import { shownOf, type TimelineEvent } from "../domain/timeline.ts";
import type { Database, Transaction } from "./connect.ts";
import { type SQL, sql } from "./drizzle.ts";

/** History to write: closed incidents, spread evenly over its days, and whatever real ones leave. */
export interface Year {
  incidents: number;
  /** 365 if it is not another number. */
  days?: number;
  /** Of how many incidents one has recordings, callbacks and a secondary response; 50 if not another number. */
  rareEach?: number;
  /** The first incident's number. */
  from: number;
  /** They take turns. Their configurations exist. */
  customers: readonly string[];
  /**
   * Nodes of each customer, `n0` and so on, each with one alarm and one telephone. Every fourth incident is `n0`'s, a
   * check that fires all the time.
   */
  nodes: number;
  alarm: string;
  /** When the last incident was opened. */
  until: Date;
  /** Called after each part, with the number of incidents written. */
  onWritten?(incidents: number): void;
}

const alertsOfEach = 10;
const dispatchesOfEach = 10;
/** Small enough to commit often, as real ones do: the board's feed asks for what later transactions wrote. */
const incidentsAtOnce = 2_500;

/** Writes a year by SQL; the incidents are numbered from `from`, which must be higher than any. */
export async function writeYear(db: Database, year: Year): Promise<void> {
  for (let first = 1; first <= year.incidents; first += incidentsAtOnce) {
    const last = Math.min(year.incidents, first + incidentsAtOnce - 1);
    await db.transaction(async (tx) => {
      await tx.execute(sql`create temporary table past on commit drop as ${past(year, first, last)}`);
      await tx.execute(sql`create index on past (number)`);
      for (const write of [writeIncidents, writeAlerts, writeDispatches, writeCalls, writeWhatElse])
        await write(tx, year);
      await writeTimeline(tx);
    });
    year.onWritten?.(last);
  }
  await db.execute(sql`select setval('incidents_number_seq', (select max(number) from incidents))`);
}

/** What the incidents of one part have in common with their other rows. */
const past = (
  { incidents, days = 365, from, customers, nodes, until }: Year,
  first: number,
  last: number,
): SQL => sql`
  select ${from}::int + n - 1 as number, id as customer, current_version as version,
    'n' || node_number as node, node_number,
    ${until.toISOString()}::timestamptz - (${incidents}::int - n) * (interval '1 day' * ${days}::int / ${incidents}::int) as at,
    ${until.toISOString()}::timestamptz as until
  from generate_series(${first}::int, ${last}::int) n
  cross join lateral (select n / ${customers.length}::int as turn) turns
  cross join lateral (select case when turn % 4 = 0 then 0 else turn % ${nodes}::int end as node_number) placed
  join (select * from unnest(array[${sql.join(
    customers.map((id) => sql`${id}`),
    sql`, `,
  )}]::text[]) with ordinality as named (id, place)) named on place = n % ${customers.length}::int + 1
  join customers using (id)
  order by n`;

const keyOf = (alarm: string): SQL => sql`':' || node || ':' || ${encodeURIComponent(alarm)}::text`;
const phoneOf = sql`'+81901' || right(customer, 2) || lpad(node_number::text, 5, '0')`;

const writeIncidents = (tx: Transaction, { alarm }: Year) =>
  tx.execute(sql`
    insert into incidents (number, customer, source, dedup_key, workflow_id, version, rule, node, alarm, level, state,
      alert_count, young, opened_at, detected_at, deadline_at, first_response_at, first_response, breached_at,
      attention, attention_at, seen_by, seen_at, acknowledged_by, acknowledged_at, acknowledged_level, recovered_at,
      closed_at)
    select number, customer, 'tool', ${keyOf(alarm)}, 'incident/' || customer || '/' || node || '/' || number, version,
      node, node, ${alarm}, (array['low', 'middle', 'high'])[number % 3 + 1], 'closed', ${alertsOfEach}, false, at, at,
      at + interval '15 minutes', at + interval '1 second', 'mail',
      case when number % 200 = 0 then at + interval '15 minutes' end,
      case when number % 500 = 0 then 'slo-breached' end, case when number % 500 = 0 then at end,
      case when number % 500 = 0 then 'suzuki' end, case when number % 500 = 0 then at + interval '1 hour' end,
      ${customersPerson("sato")}, at + interval '40 seconds', 'high', at + interval '10 minutes',
      at + interval '10 minutes'
    from past`);

/** Firing and its repeats, once a minute, then the recovery. */
const writeAlerts = (tx: Transaction, { alarm }: Year) =>
  tx.execute(sql`
    insert into alerts (customer, source, kind, dedup_key, series, status, level, node, alarm, log, details,
      accepted_at, incident, sequence, relayed_at, lease_until)
    select customer, 'tool', 'native', ${keyOf(alarm)}, '', case when turn < ${alertsOfEach}::int then 'firing' else 'recovered' end,
      'middle', node, ${alarm}, 'HTTP 503 Service Unavailable: upstream did not answer within 10 s', '{}',
      at + turn * interval '1 minute', number, turn, at + turn * interval '1 minute' + interval '20 milliseconds',
      at + turn * interval '1 minute' + interval '10 seconds'
    from past cross join generate_series(1, ${alertsOfEach}::int) turn order by number, turn`);

/** Mail and chat in turn: of the alert, of repeats, and of the recovery. */
const writeDispatches = (tx: Transaction) =>
  tx.execute(sql`
    insert into dispatches (incident, step, channel, recipient, "to", kind, outcome, message_id, at, content)
    select number, '1/' || kind || '/' || turn, channel, case channel when 'mail' then node else 'ops' end,
      case channel when 'mail' then node || '@' || customer || '.example' else 'ops' end, kind,
      case when number % 300 = 0 and turn = 1 then 'failed' else 'sent' end,
      '<' || number || '.' || turn || '@toban.example>', at + turn * interval '1 minute',
      jsonb_build_object('subject', '[' || customer || '] ' || node, 'body', repeat('障害を検知しました。', 12))
    from past cross join generate_series(1, ${dispatchesOfEach}::int) turn
    cross join lateral (select
      case when turn <= 2 then 'alert' when turn <= ${dispatchesOfEach - 2}::int then 'repeat' else 'recovery' end as kind,
      case turn % 2 when 1 then 'mail' else 'chat' end as channel) as what
    order by number, turn`);

/** One call each, answered with a 1, and what the provider said of it. */
async function writeCalls(tx: Transaction): Promise<void> {
  await tx.execute(sql`
    insert into calls (id, incident, customer, kind, step, round, position, try, contact, phone, ring_seconds,
      claimed_at, requested_at, sid, accepted_at, answered_at, ended_at, outcome)
    select gen_random_uuid(), number, customer, 'auto', '1/alert/' || node, 1, 1, 1, node, ${phoneOf}, 30, at, at,
      'CA' || md5(number::text), at, at + interval '20 seconds', at + interval '40 seconds', 'acknowledged'
    from past order by number`);
  await tx.execute(sql`
    insert into call_facts (call, incident, kind, sid, value, copy, wins, level, body, received_at)
    select calls.id, number, case value when '1' then 'key' else 'status' end, sid, value, turn::text, value = '1',
      case value when '1' then 'high' end, jsonb_build_object('CallSid', sid, 'CallStatus', value, 'To', phone),
      at + turn * interval '8 seconds'
    from past join calls on calls.incident = past.number
    cross join unnest(array['initiated', 'ringing', 'in-progress', '1', 'completed']) with ordinality as said (value, turn)
    order by number, turn`);
}

/** What only some incidents leave. */
async function writeWhatElse(tx: Transaction, { rareEach = 50 }: Year): Promise<void> {
  await tx.execute(sql`
    insert into outbox (kind, row_id, word, written_at, relayed_at)
    select 'incident', number, jsonb_build_object('is', 'call-ended', 'call', number::text), at, at
    from past cross join generate_series(1, 2) where at > until - interval '7 days'`);
  await tx.execute(sql`
    with runs as (
      insert into runbook_runs (id, incident, customer, version, system, target, step, runbook, state, started_by,
        started_at, reached_at, ended_at)
      select gen_random_uuid(), number, customer, version, 'web', node, '1/first-response/' || node, 'restart-service',
        'recovered', ${engine}, at, at, at + interval '20 seconds'
      from past where number % 4 = 0 returning id, started_at
    )
    insert into runbook_steps (run, sequence, path, kind, title, state, started_at, ended_at, output)
    select id, turn, 'steps[' || turn || ']', 'check', 'port', 'yes', started_at, started_at, repeat('ok ', 40)
    from runs cross join generate_series(1, 4) turn`);
  await tx.execute(sql`
    insert into audit_log (at, person, role, action, customer, incident, detail, request, outcome, via)
    select at, 'suzuki', 'operator', 'note', customer, number, '{}', gen_random_uuid()::text, 'done', 'session'
    from past where number % 5 = 0`);
  await tx.execute(sql`
    insert into recordings (sid, call, incident, customer, seconds, recorded_at, delete_after, deleted_at)
    select 'RE' || md5(number::text), gen_random_uuid(), number, customer, 42, at, at + interval '90 days',
      case when at + interval '90 days' < until then at + interval '90 days' end
    from past where number % ${rareEach}::int = 0`);
  await tx.execute(sql`
    insert into incoming_calls (id, sid, phone, started_at, ended_at, incidents, "unknown")
    select gen_random_uuid(), 'CI' || md5(number::text), '+8190', at, at, array[number], false
    from past where number % ${rareEach}::int = 0`);
  await tx.execute(sql`
    insert into secondary_responses (incident, customer, version, state, record)
    select number, customer, version, 'closed', ${JSON.stringify({ ...testRecord(), state: "closed" })}::jsonb
    from past where number % ${rareEach}::int = 0`);
}

/** A line for each alert, each dispatch, and for the incident's own events. */
async function writeTimeline(tx: Transaction): Promise<void> {
  const said = { status: "firing", level: "middle", value: null } as const;
  const sent = { channel: "mail", to: "ops", what: "alert", outcome: "sent", reason: null } as const;
  const name = "sato";
  await line(
    tx,
    alertEvents.joined(said),
    sql`'alert/' || id`,
    sql`
    select incident as number, id, accepted_at as at from alerts where incident in (select number from past)`,
  );
  await line(
    tx,
    messageEvents.settled(sent),
    sql`'dispatch/' || id || '/sent'`,
    sql`
    select incident as number, id, at from dispatches where incident in (select number from past)`,
  );
  const own = [
    callEvents.placed({ name, round: 1, position: 1 }),
    incidentEvents.acknowledged({ by: customersPerson(name), level: "high" }),
    callEvents.ended({ name, outcome: "acknowledged", reason: null }),
    incidentEvents.recovered(),
    incidentEvents.closedRecovered(),
  ];
  for (const event of own) await line(tx, event, sql`${event.event}::text`, sql`select number, at from past`);
}

async function line(tx: Transaction, event: TimelineEvent, fact: SQL, from: SQL): Promise<void> {
  const { kind, audience } = shownOf(event);
  await tx.execute(sql`
    insert into timeline (incident, at, actor, kind, audience, event, fact)
    select number, at, ${engine}, ${kind}, ${audience}, ${JSON.stringify(event)}::jsonb, ${fact}
    from (${from}) happened`);
}
