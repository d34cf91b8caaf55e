import { describe, expect, it } from "vitest";
import type { DomainError } from "../../../domain/errors.ts";
import { alertmanager } from "./alertmanager.ts";
import { grafana } from "./grafana.ts";

const firing = {
  status: "firing",
  labels: { alertname: "HTTP", node: "web01", severity: "critical", system: "shop" },
  annotations: { value: "93.5 %", log: "GET / 500", summary: "down" },
  startsAt: "2026-11-22T09:00:00.123456789+09:00",
  endsAt: "0001-01-01T00:00:00Z",
  generatorURL: "http://prometheus.example/graph",
  fingerprint: "c0ffee",
};
const body = (...alerts: unknown[]) => ({ version: "4", groupKey: "{}", truncatedAlerts: 0, alerts });
const one = (alert: unknown) => alertmanager.parse(body(alert))[0]!;
const labelled = (labels: object) => one({ ...firing, labels: { alertname: "HTTP", ...labels } });

function faultsOf(parse: () => unknown): string[] {
  try {
    parse();
    return [];
  } catch (error) {
    return (error as DomainError).errors.map(({ path }) => path);
  }
}

describe("Alertmanager", () => {
  it("firing: every field of the contract", () => {
    expect(one(firing)).toEqual({
      ...{ status: "firing", node: "web01", alarm: "HTTP", level: "high", system: "shop" },
      ...{ value: "93.5 %", log: "GET / 500", series: "c0ffee" },
      key: 'alertname="HTTP",node="web01",system="shop"',
      occurredAt: new Date("2026-11-22T00:00:00.123Z"),
      startedAt: new Date("2026-11-22T00:00:00.123Z"),
      eventKey: "c0ffee 2026-11-22T00:00:00.123Z firing",
      details: {
        labels: firing.labels,
        annotations: { summary: "down" },
        generatorURL: firing.generatorURL,
      },
    });
  });

  it("resolved: it recovered at its end, of the occurrence that began at its start", () => {
    const resolved = one({ ...firing, status: "resolved", endsAt: "2026-11-22T00:05:00Z" });
    expect(resolved).toMatchObject({
      status: "recovered",
      occurredAt: new Date("2026-11-22T00:05:00Z"),
      startedAt: new Date("2026-11-22T00:00:00.123Z"),
      eventKey: "c0ffee 2026-11-22T00:00:00.123Z resolved",
    });
    expect(one({ ...firing, status: "resolved" }).occurredAt).toBeNull();
  });

  it("[R5.1c] levels of one alarm share a key, whatever the order of the labels, and differ in their series", () => {
    const low = one({
      ...firing,
      labels: { system: "shop", severity: "low", node: "web01", alertname: "HTTP" },
      fingerprint: "beef",
    });
    expect(low.key).toBe(one(firing).key);
    expect(low).toMatchObject({ level: "low", series: "beef" });
  });

  it.each([
    ...["critical", "error", "high", "page", "Critical"].map((severity) => [severity, "high"]),
    ...["info", "low", "none"].map((severity) => [severity, "low"]),
    ...["warning", "middle", "P3", ""].map((severity) => [severity, "middle"]),
  ])("severity %j is %s", (severity, level) => {
    expect(labelled({ severity }).level).toBe(level);
  });

  it.each([
    [{ node: "web01", host: "h", instance: "i:9100" }, "web01"],
    [{ node: "", host: "h", instance: "i:9100" }, "h"],
    [{ instance: "web01.example:9100" }, "web01.example"],
    [{ instance: "10.0.0.1" }, "10.0.0.1"],
    [{ instance: "[::1]:9100" }, "::1"],
    [{ instance: "fe80::1" }, "fe80::1"],
    [{ instance: "https://shop.example:8443/" }, "https://shop.example:8443/"],
    [{ job: "a whole cluster" }, "-"],
  ])("%j is node %s", (labels, node) => {
    expect(labelled(labels).node).toBe(node);
  });

  it("quotes labels so that two sets never share a key", () => {
    expect(labelled({ a: 'x",b="y' }).key).toBe('a="x\\",b=\\"y",alertname="HTTP"');
    expect(labelled({ "a=b": "c" }).key).toBe('"a=b"="c",alertname="HTTP"');
  });

  it("without a fingerprint the labels tell the series apart", () => {
    const { fingerprint: _, ...unmarked } = firing;
    const [high, low] = alertmanager.parse(
      body(unmarked, { ...unmarked, labels: { ...firing.labels, severity: "low" } }),
    );
    expect(high?.series).not.toBe(low?.series);
    expect(high?.eventKey).not.toBe(low?.eventKey);
  });

  it("[RA3] names the fields it cannot use", () => {
    const { alertname: _, ...nameless } = firing.labels;
    const faulty = { ...firing, status: "pending", startsAt: "today", labels: { ...nameless, rack: 5 } };
    expect(faultsOf(() => alertmanager.parse(body(firing, faulty)))).toEqual([
      "alerts[1].status",
      "alerts[1].labels.alertname",
      "alerts[1].labels.rack",
      "alerts[1].startsAt",
    ]);
    expect(faultsOf(() => alertmanager.parse({}))).toEqual(["alerts"]);
    expect(faultsOf(() => alertmanager.parse(undefined))).toEqual([""]);
  });
});

describe("Grafana", () => {
  it("is read as Alertmanager is, and keeps what it adds", () => {
    const additions = { dashboardURL: "http://g/d/1", values: { A: 1.5 }, valueString: "[ var='A' ]" };
    const body = { version: "1", orgId: 1, state: "alerting", alerts: [{ ...firing, ...additions }] };
    const [alert] = grafana.parse(body);
    expect(alert).toEqual({ ...one(firing), details: { ...one(firing).details, ...additions } });
  });
});
