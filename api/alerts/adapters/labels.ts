import { z } from "zod";
import { unknownNode } from "../../../domain/alerts/alert.ts";
import type { Level } from "../../../domain/alerts/level.ts";
import { atMost, longestName, name } from "./fields.ts";

const label = atMost(longestName).optional();

/** The labels of Prometheus and Grafana by name, some of which we know. */
export const labels = z
  .object({
    alertname: name,
    severity: label,
    node: label,
    host: label,
    instance: label,
    system: label,
    rulename: label,
  })
  .catchall(z.string());
export type Labels = z.output<typeof labels>;

const severities: Readonly<Record<"high" | "low", readonly string[]>> = {
  high: [
    ...["critical", "error", "high", "page", "fatal", "emergency", "alert", "disaster"],
    ...["p0", "p1", "sev0", "sev1"],
  ],
  low: ["info", "low", "none", "debug", "notice", "p4", "p5", "sev4", "sev5"],
};

export function levelOf({ severity = "" }: Labels): Level {
  const word = severity.trim().toLowerCase();
  if (severities.high.includes(word)) return "high";
  return severities.low.includes(word) ? "low" : "middle";
}

/** The alerts that Grafana raises when it gets no data. Their `rulename` names the real rule. */
const withoutData = new Set(["DatasourceNoData", "DatasourceError"]);

export const alarmOf = ({ alertname, rulename }: Labels): string =>
  withoutData.has(alertname) && rulename ? `${alertname}: ${rulename}` : alertname;

/** Where the fault is. Some alerts have no node (a whole cluster, a missing series) and still count. */
export const nodeOf = ({ node, host, instance }: Labels): string =>
  node || host || (instance ? withoutPort(instance) : unknownNode);

/** Cuts the port: `web01:9100` → `web01`, `[::1]:9100` → `::1`. Page addresses stay unchanged. */
function withoutPort(instance: string): string {
  const [, bracketed, plain] = /^(?:\[([^\]]+)\](?::\d+)?|([^:]+):\d+)$/.exec(instance) ?? [];
  return bracketed ?? plain ?? instance;
}

/**
 * One key for all levels of an alarm: every label but the severity, sorted. Written in Prometheus' notation,
 * since people read it in the incident's id.
 */
export function keyOf(given: Labels): string {
  return Object.entries(given)
    .filter(([label, text]) => label !== "severity" && text)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([label, text]) => `${plainOrQuoted(label)}=${JSON.stringify(text)}`)
    .join(",");
}

const plainOrQuoted = (label: string): string =>
  /^[a-zA-Z_]\w*$/.test(label) ? label : JSON.stringify(label);
