import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { activityFailures } from "../../db/schema/index.ts";
import { givenRun } from "../../db/testRuns.ts";
import { startTestApi, type TestApi } from "../testApi.ts";

let api: TestApi;
beforeEach(async () => {
  api = await startTestApi();
});
afterEach(() => api.stop());

async function metrics(): Promise<string> {
  const answer = await api.get("/metrics");
  expect(answer.status).toBe(200);
  return answer.body.text as string;
}

describe("GET /metrics", () => {
  it("[RA1] counts what the ledger holds, without any customer's name", async () => {
    const { given } = api;
    const at = (time: string) => new Date(`2026-11-22T${time}.000Z`);
    const waiting = { relayedAt: null, acceptedAt: at("03:27:05") };
    const number = await given.incident({ customer: "acme-secret", openedAt: at("03:00:00") });
    const answered = { openedAt: at("03:00:00"), deadlineAt: at("03:15:00") };
    await given.incident({ ...answered, firstResponseAt: at("03:00:02"), state: "acknowledged" });
    await given.incident({ ...answered, firstResponseAt: at("03:16:00"), breachedAt: at("03:15:00") });
    await given.incident({ state: "closed", closedAt: at("03:20:00") });
    await given.alert({ kind: "alertmanager", customer: "acme-secret" });
    await given.alert({ ...waiting });
    await given.alert({ ...waiting, acceptedAt: at("03:27:10") });
    await given.dispatch(number);
    await given.dispatch(number, { channel: "chat", outcome: "refused" });
    await given.dispatch(number, { outcome: "pending" });
    await given.call(number, { outcome: "missed" });
    await given.call(number, { round: 2 });
    await givenRun(api.db, number, { tree: null, end: { state: "recovered" } });
    await givenRun(api.db, number, { tree: null });
    await api.db.insert(activityFailures).values({ activity: "sendAlertMail", code: "ETIMEDOUT", count: 3 });

    const text = await metrics();

    for (const line of [
      'toban_alerts_accepted_total{kind="alertmanager"} 1',
      'toban_alerts_accepted_total{kind="native"} 2',
      'toban_relay_waiting{rows="alerts"} 2',
      'toban_relay_oldest_waiting_seconds{rows="alerts"} 10',
      'toban_relay_waiting{rows="call_facts"} 0',
      'toban_relay_oldest_waiting_seconds{rows="call_facts"} 0',
      'toban_incidents_open{state="open"} 2',
      'toban_incidents_open{state="acknowledged"} 1',
      'toban_incidents_open{state="triage"} 0',
      'toban_dispatches_total{channel="mail",outcome="sent"} 1',
      'toban_dispatches_total{channel="chat",outcome="refused"} 1',
      'toban_dispatches_pending{channel="mail"} 1',
      'toban_calls_total{outcome="missed"} 1',
      "toban_calls_under_way 1",
      'toban_runbook_runs_total{runbook="mend-it",state="recovered"} 1',
      "toban_runbook_runs_under_way 1",
      "# TYPE toban_slo_margin_seconds histogram",
      'toban_slo_margin_seconds_bucket{le="-300"} 0',
      'toban_slo_margin_seconds_bucket{le="-60"} 1',
      'toban_slo_margin_seconds_bucket{le="895"} 1',
      // Exactly at a bound counts as below it.
      'toban_slo_margin_seconds_bucket{le="898"} 2',
      'toban_slo_margin_seconds_bucket{le="+Inf"} 2',
      "toban_slo_margin_seconds_sum 838",
      "toban_slo_margin_seconds_count 2",
      "toban_slo_breaches_total 1",
      'toban_activity_failures_total{activity="sendAlertMail",code="ETIMEDOUT"} 3',
      "toban_database_up 1",
    ])
      expect(text.split("\n")).toContain(line);
    expect(text).not.toMatch(/acme|web01|sato/);
  });

  it("[RA1] looks anew after two seconds, not before", async () => {
    const accepted = async () => (await metrics()).match(/^toban_alerts_accepted_total.*$/m)?.[0];
    expect(await accepted()).toBeUndefined();
    await api.given.alert();
    api.setClock("2026-11-22T03:27:16.999Z");
    expect(await accepted()).toBeUndefined();
    api.setClock("2026-11-22T03:27:17.000Z");
    expect(await accepted()).toBe('toban_alerts_accepted_total{kind="native"} 1');
  });

  it("[RA1] measures requests by their route as written, never by their address", async () => {
    const operator = await api.given.person("鈴木");
    await api.get("/api/incidents/123456", operator);
    await api.get("/api/incidents/123456/alerts");
    await api.get("/wp-login.php");
    const text = await metrics();
    expect(text).toContain('_count{method="GET",route="/api/incidents/:number",status="404"} 1');
    expect(text).toContain('_count{method="GET",route="unmatched",status="401"} 1');
    expect(text).toContain('_count{method="GET",route="unmatched",status="404"} 1');
    expect(text).not.toMatch(/123456|wp-login/);
  });

  it("[RA2] answers without its database, and says so", async () => {
    await metrics();
    await api.sql.end();
    api.setClock("2026-11-22T03:30:00.000Z");
    expect(await metrics()).toContain("toban_database_up 0");
  });
});
