import { it } from "vitest";
import { createTestDatabase } from "./testDatabase.ts";
it("bench", async () => {
  const { sql, drop } = await createTestDatabase();
  await sql`insert into incidents (customer, source, dedup_key, workflow_id, node, alarm, level, state, opened_at, detected_at, deadline_at, closed_at, alert_count, first_response_at)
    select 'c' || (i % 50), 's', 'k' || i, 'w' || i, 'web', 'HTTP', 'high', case when i % 1000 = 0 then 'open' else 'closed' end, now(), now(), now() + interval '15 min', case when i % 1000 = 0 then null else now() end, 1, now() + i * interval '3 ms'
    from generate_series(1, 200000) i`;
  await sql`insert into alerts (customer, source, kind, dedup_key, series, status, level, node, alarm, details, accepted_at, incident, sequence, relayed_at, log)
    select 'c', 's', 'native', 'k', '', 'firing', 'high', 'web', 'HTTP', '{}', now(), i, 1, now(), repeat('x', 300) from generate_series(1, 500000) i`;
  await sql`vacuum analyze`;
  for (const q of [
    "select kind, count(*) from alerts group by kind",
    "select count(*), min(accepted_at) from alerts where relayed_at is null",
    "select state, count(*) from incidents where state <> 'closed' group by state",
    "select state, count(*) from incidents where state in ('open','triage','recovered','acknowledged') group by state",
    "select count(*), sum(extract(epoch from deadline_at - first_response_at)) from incidents where first_response_at is not null and deadline_at is not null",
    "select width_bucket(extract(epoch from first_response_at - deadline_at)::float8, array[-898,-890,-880,-600,-60,0,60,300,900,3600]::float8[]), count(*), sum(extract(epoch from deadline_at - first_response_at)::float8) from incidents where first_response_at is not null and deadline_at is not null group by 1",
    "select count(*) from incidents where breached_at is not null",
  ]) {
    const rows = await sql.unsafe(`explain (analyze, buffers off) ${q}`);
    console.log(q.slice(0, 90), "\n", rows.map((r) => r["QUERY PLAN"]).join("\n "));
  }
  await drop();
}, 120_000);
