import type { Level } from "./level.ts";

/** What a monitoring tool says about its alarm; `acknowledged` comes from PagerDuty's clients alone. */
export const alertStatuses = ["firing", "recovered", "acknowledged"] as const;
export type AlertStatus = (typeof alertStatuses)[number];

/** Stands for the node of an alert that names none: a whole cluster, a missing series. */
export const unknownNode = "-";

/** The one shape that every intake adapter parses its tool's body into. */
export interface Alert {
  status: AlertStatus;
  node: string;
  alarm: string;
  level: Level;
  system: string | null;
  value: string | null;
  log: string | null;
  /** The tool's own key of the trouble (`key`, `dedup_key`, labels without severity); null: source + system + node + alarm is the key. */
  key: string | null;
  /** Which of several series of one incident this is (Alertmanager's fingerprint); "" where a tool has one series a key. */
  series: string;
  /** The tool's own time of this event, if it gives one. Times compare only where both have one. */
  occurredAt: Date | null;
  /** The tool's own time at which this occurrence began (`startsAt`); null where it gives none. */
  startedAt: Date | null;
  /** The same event within 2 minutes is one event (Alertmanager, Grafana); null: every message counts. */
  eventKey: string | null;
  /** Whatever else the tool said, for people to read. */
  details: Record<string, unknown>;
}

type TimedAlert = Pick<Alert, "occurredAt"> & { acceptedAt: Date };

/**
 * The tool's own time as it is compared, never later than our acceptance: a clock that is ahead would otherwise make
 * whatever follows out of date. null where the tool gave none.
 */
export const comparableTime = ({ occurredAt, acceptedAt }: TimedAlert): Date | null =>
  occurredAt !== null && occurredAt > acceptedAt ? acceptedAt : occurredAt;

/** By how many minutes the tool's clock is ahead; null: by less than people need to know of. */
export function minutesAhead({ occurredAt, acceptedAt }: TimedAlert): number | null {
  const minutes = occurredAt === null ? 0 : (occurredAt.getTime() - acceptedAt.getTime()) / 60_000;
  return minutes < 1 ? null : Math.round(minutes);
}

/**
 * An alert of which not all could be read, or about what did not arrive (`details.unreadable` says what): people must
 * look at it, whatever rule its remains may match. Senders of other kinds write their details themselves.
 */
export const isUnreadable = ({ kind, details }: { kind: SourceKind; details: Alert["details"] }): boolean =>
  (kind === "alertmanager" || kind === "grafana") && details.unreadable !== undefined;

/** The kinds of sources, each an address of the intake. */
export const sourceKinds = [
  "native",
  "alertmanager",
  "grafana",
  "cloudwatch",
  "zabbix",
  "datadog",
  "mackerel",
  "pagerduty",
  "mail",
] as const;
export type SourceKind = (typeof sourceKinds)[number];

/**
 * The identity of an incident within its source (R5.1c): the tool's own key, else system + node + alarm.
 * Exact and never folded; the level is not part of it.
 */
export function dedupKey(alert: Pick<Alert, "key" | "system" | "node" | "alarm">): string {
  if (alert.key !== null) return alert.key;
  return [alert.system ?? "", alert.node, alert.alarm].map(encodeURIComponent).join(":");
}
