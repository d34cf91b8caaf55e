import { beginningOf, storable } from "../storable.ts";
import { instant, longestFingerprint, longestLog, longestName, longestValue } from "./fields.ts";
import type { LabelledAlert } from "./labelledAlert.ts";

/** The name given to an alert that has none. */
const nameless = "-";
const mostLabels = 200;

type Fields = Record<string, unknown>;

/**
 * Reads what it can from a faulty alert: other values become text, long texts are cut, and a missing name
 * becomes `-`. The result is always the same for the same alert, so that repeats reach the same incident. An
 * alert that does not say it is resolved counts as firing.
 */
export function asFarAsReadable(item: unknown): { alert: LabelledAlert; given: Fields } {
  const given = fieldsOf(storable(item));
  const { value, log, ...annotations } = fieldsOf(given.annotations);
  const texts = Object.entries(fieldsOf(given.labels))
    .slice(0, mostLabels)
    .flatMap(([name, label]) => {
      const text = textOf(label, longestName);
      return text === null ? [] : [[beginningOf(name, longestName), text]];
    });
  const labels = Object.fromEntries(texts) as Record<string, string>;
  const alertname = /\S/.test(labels.alertname ?? "") ? labels.alertname! : nameless;
  return {
    given,
    alert: {
      status: given.status === "resolved" ? "resolved" : "firing",
      labels: { ...labels, alertname },
      annotations: { ...annotations, value: textOf(value, longestValue), log: textOf(log, longestLog) },
      startsAt: timeOf(given.startsAt),
      endsAt: timeOf(given.endsAt),
      fingerprint: textOf(given.fingerprint, longestFingerprint),
      generatorURL: given.generatorURL,
    },
  };
}

const fieldsOf = (value: unknown): Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};

function textOf(value: unknown, longest: number): string | null {
  if (value === null || value === undefined || value === "") return null;
  return beginningOf(typeof value === "object" ? JSON.stringify(value) : String(value), longest);
}

const timeOf = (value: unknown): Date | null => instant.safeParse(value).data ?? null;
