import { z } from "zod";
import type { Alert } from "../../../domain/alerts/alert.ts";
import { fieldPath } from "../../../domain/fieldPath.ts";
import { parseOrRefuse } from "../../http/fieldErrors.ts";
import { type Adapter, alertRefused, type Issues, readItem } from "./adapter.ts";
import { anything, atMost, instant, log, longestFingerprint, value } from "./fields.ts";
import { alarmOf, keyOf, labels, levelOf, nodeOf } from "./labels.ts";
import { asFarAsReadable } from "./salvage.ts";
import { truncation } from "./truncation.ts";

/** An alert of Alertmanager's webhook, version 4, which Grafana's is made after. */
export const labelledAlert = z.object({
  status: z.enum(["firing", "resolved"]),
  labels,
  annotations: z.object({ value, log }).catchall(z.unknown()).nullish(),
  startsAt: instant,
  /** Year 1 while it fires. */
  endsAt: instant,
  fingerprint: atMost(longestFingerprint).nullish(),
  generatorURL: anything,
});
export type LabelledAlert = z.output<typeof labelledAlert>;

/** With what a tool adds. Made once: making a schema costs ten times as much as reading an alert by it. */
const asGiven = labelledAlert.loose();

/** The webhook as it is described. */
export const webhookOf = (alert: z.ZodType) =>
  z.object({
    alerts: z.array(alert),
    truncatedAlerts: z.number().optional().meta({ description: "How many alerts the tool left out" }),
  });

/** Only a body without a list of alerts is no webhook. */
const anyWebhook = z.object({ alerts: z.array(z.unknown()) });
const mostFaultsKept = 20;

/**
 * How alerts of this form are read: a faulty one costs its neighbours nothing, and comes before the operators as far
 * as it can be read. `more`: what a tool adds, for people to read.
 */
export const labelledReading = (
  more: readonly string[] = [],
): Pick<Adapter, "list" | "itemsIn" | "read" | "about"> => ({
  list: "alerts",
  itemsIn: (body) => parseOrRefuse(anyWebhook, body, alertRefused).alerts,
  read: (item) => {
    const read = readItem(asGiven, item);
    if ("data" in read) return { alert: toAlert(read.data, picked(read.data, more)) };
    const { alert, given } = asFarAsReadable(item);
    return { alert: toAlert(alert, { ...picked(given, more), unreadable: faultsIn(read.issues) }) };
  },
  about: truncation,
});

/**
 * The fingerprint tells the series apart that share a key (one alarm at several levels); it may be left out by
 * whatever imitates Alertmanager.
 */
function toAlert(given: LabelledAlert, more: Record<string, unknown>): Alert {
  const { status, labels, startsAt, endsAt, generatorURL } = given;
  const { value = null, log = null, ...annotations } = given.annotations ?? {};
  const firing = status === "firing";
  const key = keyOf(labels);
  const series = given.fingerprint || `${key} severity=${labels.severity ?? ""}`;
  return {
    status: firing ? "firing" : "recovered",
    node: nodeOf(labels),
    alarm: alarmOf(labels),
    level: levelOf(labels),
    system: labels.system || null,
    value,
    log,
    key,
    series,
    occurredAt: firing ? startsAt : endsAt,
    startedAt: startsAt,
    eventKey: [series, startsAt?.toISOString() ?? "", status].join(" "),
    details: { labels, annotations, generatorURL, ...more },
  };
}

const picked = (given: Record<string, unknown>, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.flatMap((name) => (name in given ? [[name, given[name]]] : [])));

const faultsIn = (issues: Issues): string[] =>
  issues.slice(0, mostFaultsKept).map(({ path, message }) => `${fieldPath(path)} ${message}`.trim());
