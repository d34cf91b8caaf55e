import { z } from "zod";
import type { Alert } from "../../../domain/alert.ts";
import { anything, atMost, instant, log, value } from "./fields.ts";
import { keyOf, labels, levelOf, nodeOf } from "./labels.ts";

/** An alert of Alertmanager's webhook, version 4, which Grafana's is made after. */
export const labelledAlert = z.object({
  status: z.enum(["firing", "resolved"]),
  labels,
  annotations: z.object({ value, log }).catchall(z.unknown()).nullish(),
  startsAt: instant,
  /** Year 1 while it fires. */
  endsAt: instant,
  fingerprint: atMost(256).nullish(),
  generatorURL: anything,
});

/**
 * The fingerprint tells the series apart that share a key (one alarm at several levels); it may be left out by
 * whatever imitates Alertmanager.
 */
export function toAlert(given: z.output<typeof labelledAlert>, more: Record<string, unknown> = {}): Alert {
  const { status, labels, startsAt, endsAt, generatorURL } = given;
  const { value = null, log = null, ...annotations } = given.annotations ?? {};
  const firing = status === "firing";
  const key = keyOf(labels);
  const series = given.fingerprint || `${key} severity=${labels.severity ?? ""}`;
  return {
    status: firing ? "firing" : "recovered",
    node: nodeOf(labels),
    alarm: labels.alertname,
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
