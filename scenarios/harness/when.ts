import { expect } from "vitest";
import { acknowledge } from "../../workflows/contract.ts";
import type { Engine } from "./engine.ts";
import type { GivenCustomer } from "./given.ts";
import { type About, incidentOf } from "./incidents.ts";

export interface AlertSaid {
  level?: "low" | "middle" | "high";
  value?: string;
  log?: string;
  key?: string;
  system?: string;
  occurredAt?: Date;
}

/** What monitoring tools say, by the addresses they use. */
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
  return {
    post,
    alertFires: (customer: GivenCustomer, node: string, alarm: string, said: AlertSaid = {}) =>
      says(customer, "firing", node, alarm, said),
    alertRecovers: (customer: GivenCustomer, node: string, alarm: string, said: AlertSaid = {}) =>
      says(customer, "recovered", node, alarm, said),
    /** A person acknowledges it, as the console or the Temporal UI does. */
    async acknowledges(about: About, by: string) {
      const { workflowId } = await incidentOf(engine.database.db, about);
      const handle = engine.temporal.client.workflow.getHandle(workflowId);
      return await handle.executeUpdate(acknowledge, { args: [{ by }] });
    },
    async alertmanagerSays(customer: GivenCustomer, alerts: AlertmanagerAlert[]) {
      const body = {
        version: "4",
        groupKey: "{}",
        status: alerts.some((alert) => alert.status === "firing") ? "firing" : "resolved",
        receiver: "toban",
        groupLabels: {},
        commonLabels: {},
        commonAnnotations: {},
        externalURL: "http://alertmanager.example",
        truncatedAlerts: 0,
        alerts: alerts.map((alert) => ({ annotations: {}, generatorURL: "", ...alert })),
      };
      expect((await post("/intake/alertmanager", customer.keys.alertmanager, body)).status).toBe(202);
    },
    async pagerdutySays(customer: GivenCustomer, event: Record<string, unknown>) {
      const body = { routing_key: customer.keys.pagerduty, ...event };
      expect((await post("/v2/enqueue", customer.keys.pagerduty, body)).status).toBe(202);
    },
  };
}

export interface AlertmanagerAlert {
  status: "firing" | "resolved";
  labels: Record<string, string>;
  annotations?: Record<string, string>;
  startsAt: string;
  endsAt: string;
  fingerprint: string;
}
