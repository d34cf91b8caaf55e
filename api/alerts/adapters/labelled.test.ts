import { describe, expect, it } from "vitest";
import type { Adapter } from "./adapter.ts";
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
function readBy(adapter: Adapter, item: unknown) {
  const read = adapter.read(item);
  if (!("alert" in read)) throw new Error(JSON.stringify(read.issues));
  return read.alert;
}
const one = (alert: unknown) => readBy(alertmanager, alert);
const labelled = (labels: object) => one({ ...firing, labels: { alertname: "HTTP", ...labels } });

describe("Alertmanager", () => {
  it("firing: every field of the contract", () => {
    expect(one(firing)).toEqual({
      status: "firing",
      node: "web01",
      alarm: "HTTP",
      level: "high",
      system: "shop",
      value: "93.5 %",
      log: "GET / 500",
      series: "c0ffee",
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
    ...["critical", "error", "high", "page", "Critical", "fatal", "emergency", "alert", "DISASTER"].map(
      (severity) => [severity, "high"],
    ),
    ...["P0", "p1", "SEV0", "sev1"].map((severity) => [severity, "high"]),
    ...["info", "low", "none", "debug", "Notice", "P4", "p5", "sev4", "SEV5"].map((severity) => [
      severity,
      "low",
    ]),
    ...["warning", "middle", "P2", "P3", "sev2", "average", ""].map((severity) => [severity, "middle"]),
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
    const high = one(unmarked);
    const low = one({ ...unmarked, labels: { ...firing.labels, severity: "low" } });
    expect(high.series).not.toBe(low.series);
    expect(high.eventKey).not.toBe(low.eventKey);
  });

  it("reads a faulty alert as far as it goes, and says what it could not read", () => {
    const { alertname: _, ...nameless } = firing.labels;
    const faulty = { ...firing, status: "pending", startsAt: "today", labels: { ...nameless, rack: 5 } };
    expect(one(faulty)).toMatchObject({
      status: "firing",
      node: "web01",
      alarm: "-",
      level: "high",
      value: "93.5 %",
      series: "c0ffee",
      occurredAt: null,
      startedAt: null,
      details: {
        labels: { alertname: "-", node: "web01", rack: "5" },
        unreadable: [
          'status Invalid option: expected one of "firing"|"resolved"',
          "labels.alertname is required",
          expect.stringContaining("labels.rack"),
          expect.stringContaining("startsAt"),
        ],
      },
    });
    expect(one(faulty).key).toBe(one(faulty).key);
    expect(one({ ...faulty, status: "resolved" })).toMatchObject({
      status: "recovered",
      key: one(faulty).key,
    });
  });

  it.each([null, 5, "text", [], {}, { labels: 5, annotations: "x", fingerprint: {} }])(
    "even of %j something can be shown",
    (item) => {
      expect(one(item)).toMatchObject({ status: "firing", node: "-", alarm: "-", key: 'alertname="-"' });
    },
  );

  it("cuts what is too long", () => {
    const long = "あ".repeat(100_000);
    const { node, value, details } = one({
      ...firing,
      labels: { node: long },
      annotations: { value: [long] },
    });
    expect(node).toBe("あ".repeat(1_024));
    expect(value).toHaveLength(4_096);
    expect(details.unreadable).toHaveLength(3);
  });

  it.each(["DatasourceNoData", "DatasourceError"])("%s names its rule", (alertname) => {
    expect(labelled({ alertname, rulename: "CPU使用率" }).alarm).toBe(`${alertname}: CPU使用率`);
    expect(labelled({ alertname }).alarm).toBe(alertname);
    expect(labelled({ rulename: "CPU使用率" }).alarm).toBe("HTTP");
  });

  it("alerts that the tool left out are an alert of their own, one for each group", () => {
    const about = (envelope: object) => alertmanager.about!({ version: "4", groupKey: "{}", ...envelope });
    expect(about({ truncatedAlerts: 12 })).toMatchObject([
      {
        status: "firing",
        node: "-",
        value: "12件",
        key: "truncatedAlerts {}",
        details: { truncatedAlerts: 12 },
      },
    ]);
    for (const truncatedAlerts of [0, -1, 1.5, null, "12"]) expect(about({ truncatedAlerts })).toEqual([]);
    expect(about({})).toEqual([]);
  });
});

describe("Grafana", () => {
  it("is read as Alertmanager is, and keeps what it adds", () => {
    const additions = { dashboardURL: "http://g/d/1", values: { A: 1.5 }, valueString: "[ var='A' ]" };
    const alert = readBy(grafana, { ...firing, ...additions });
    expect(alert).toEqual({ ...one(firing), details: { ...one(firing).details, ...additions } });
  });
});
