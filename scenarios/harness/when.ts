import twilio from "twilio";
import { expect } from "vitest";
import { and, eq, sql } from "../../db/drizzle.ts";
import { callPace, calls } from "../../db/schema/index.ts";
import { account, type Engine } from "./engine.ts";
import type { GivenCustomer } from "./given.ts";
import { type About, incidentOf } from "./incidents.ts";
import type { Person } from "./people.ts";

export interface AlertSaid {
  level?: "low" | "middle" | "high";
  value?: string;
  log?: string;
  key?: string;
  system?: string;
  occurredAt?: Date;
}

/** What monitoring tools send, by the addresses they use. */
export function tools(engine: Engine) {
  const post = async (path: string, key: string, body: unknown, headers: Record<string, string> = {}) =>
    await fetch(`${engine.url}${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  const says = async (
    customer: GivenCustomer,
    status: "firing" | "recovered",
    node: string,
    alarm: string,
    said: AlertSaid,
  ): Promise<number> => {
    const body = { node, alarm, status, level: "high", ...said };
    const response = await post("/intake/alerts", customer.keys.native, body);
    expect(response.status).toBe(202);
    const { accepted } = (await response.json()) as { accepted: { alert: number }[] };
    return accepted[0]?.alert ?? 0;
  };
  const alertmanagerSays = async (
    customer: GivenCustomer,
    truncatedAlerts: number,
    series: PrometheusSeries[],
  ) => {
    const alerts = series.map(({ severity, status = "firing", startsAt, endsAt, ...more }) => ({
      status,
      labels: { alertname: "HTTP", instance: "web01:9100", severity },
      annotations: {},
      fingerprint: severity,
      generatorURL: "",
      startsAt: startsAt.toISOString(),
      endsAt: (endsAt ?? new Date("0001-01-01T00:00:00Z")).toISOString(),
      ...more,
    }));
    const firing = alerts.some((alert) => alert.status === "firing");
    const status = firing ? "firing" : "resolved";
    const body = { version: "4", status, alerts, ...aroundAlerts, truncatedAlerts };
    expect((await post("/intake/alertmanager", customer.keys.alertmanager, body)).status).toBe(202);
  };
  return {
    post,
    alertFires: (customer: GivenCustomer, node: string, alarm: string, said: AlertSaid = {}) =>
      says(customer, "firing", node, alarm, said),
    alertRecovers: (customer: GivenCustomer, node: string, alarm: string, said: AlertSaid = {}) =>
      says(customer, "recovered", node, alarm, said),
    /** Sends many alerts in one body, like a tool that was cut off for a while. */
    async manyAlertsFire(customer: GivenCustomer, many: (AlertSaid & { node: string; alarm: string })[]) {
      const body = many.map((one) => ({ status: "firing", level: "high", ...one }));
      expect((await post("/intake/alerts", customer.keys.native, body)).status).toBe(202);
    },
    /** The provider's calls per second are used up for now, so that calls wait in the telephone's queue. */
    async callsMustWait() {
      await engine.database.db
        .update(callPace)
        .set({ nextFreeAt: sql`clock_timestamp() + interval '1 hour'` });
    },
    async callsMayGoOut() {
      await engine.database.db.update(callPace).set({ nextFreeAt: sql`clock_timestamp()` });
    },
    /** Sends the telephone provider's callback about a person's call, correctly signed, at any time. */
    async providerSays(about: About, person: Person, what: "status" | "key", fields: Record<string, string>) {
      const { number } = await incidentOf(engine.database.db, about);
      const [call] = await engine.database.db
        .select()
        .from(calls)
        .where(and(eq(calls.incident, number), eq(calls.contact, person)));
      const url = `${engine.url}/callbacks/twilio/${what}/${call?.id}`;
      const body = { CallSid: call?.sid ?? "", ...fields };
      const signature = twilio.getExpectedTwilioSignature(account.authToken, url, body);
      const headers = { "x-twilio-signature": signature };
      const response = await fetch(url, { method: "POST", headers, body: new URLSearchParams(body) });
      expect(response.ok).toBe(true);
      return await response.text();
    },
    /** One Prometheus rule on web01, each severity a series of its own. */
    alertmanagerSays: (customer: GivenCustomer, ...series: PrometheusSeries[]) =>
      alertmanagerSays(customer, 0, series),
    /** Its webhook's `max_alerts` is smaller than the number of alerts. */
    alertmanagerLeavesOut: (customer: GivenCustomer, truncated: number, ...series: PrometheusSeries[]) =>
      alertmanagerSays(customer, truncated, series),
    async pagerdutySays(customer: GivenCustomer, event: Record<string, unknown>) {
      const body = { routing_key: customer.keys.pagerduty, ...event };
      expect((await post("/v2/enqueue", customer.keys.pagerduty, body)).status).toBe(202);
    },
  };
}

export interface PrometheusSeries {
  severity: "info" | "warning" | "critical";
  status?: "firing" | "resolved";
  startsAt: Date;
  endsAt?: Date;
}

const aroundAlerts = {
  groupKey: "{}",
  receiver: "toban",
  groupLabels: {},
  commonLabels: {},
  commonAnnotations: {},
  externalURL: "http://alertmanager.example",
};
