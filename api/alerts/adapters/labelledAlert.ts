import { z } from "zod";
import type { Alert } from "../../../domain/alerts/alert.ts";
import { fieldPath } from "../../../domain/fieldPath.ts";
import { parseOrRefuse } from "../../http/fieldErrors.ts";
import { type Adapter, alertRefused, type Issues, readItem } from "./adapter.ts";
import { anything, atMost, instant, log, longestFingerprint, value } from "./fields.ts";
import { alarmOf, keyOf, labels, levelOf, nodeOf } from "./labels.ts";
import { asFarAsReadable } from "./salvage.ts";
import { truncation } from "./truncation.ts";

/** An alert in version 4 of Alertmanager's webhook, whose form Grafana adopted. */
export const labelledAlert = z.object({
  status: z.enum(["firing", "resolved"]),
  labels,
  annotations: z.object({ value, log }).catchall(z.unknown()).nullish(),
  startsAt: instant,
  /** Year 1 while the alert fires. */
  endsAt: instant,
  fingerprint: atMost(longestFingerprint).nullish(),
  generatorURL: anything,
});
export type LabelledAlert = z.output<typeof labelledAlert>;

/**
 * Keeps the fields that a tool adds. Built once, because building a schema costs ten times as much as reading
 * an alert with it.
 */
const asGiven = labelledAlert.loose();

/** The webhook as the API document describes it. */
export const webhookOf = (alert: z.ZodType) =>
  z.object({
    alerts: z.array(alert),
    truncatedAlerts: z.number().optional().meta({ description: "How many alerts the tool left out" }),
  });

/** A body is refused only if it has no list of alerts. */
const anyWebhook = z.object({ alerts: z.array(z.unknown()) });
const mostFaultsKept = 20;

/**
 * How to read alerts of this form. A faulty alert does not affect the others, and reaches the operators with
 * whatever could be read. `more`: fields that a tool adds, for people to read.
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
 * The fingerprint tells apart the series that share a key (one alarm at several levels). Imitations of
 * Alertmanager may leave it out.
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
