import type { Level } from "./level.ts";

/** What a monitoring tool says about its alarm; `acknowledged` comes only from PagerDuty's clients. */
export const alertStatuses = ["firing", "recovered", "acknowledged"] as const;
export type AlertStatus = (typeof alertStatuses)[number];

/**
 * What stands among an incident's alerts beside those of its tool (R5.10): a silence covers all that burns of it, or
 * no longer does. In one sequence with the alerts, it is relayed, taken in and rebuilt as they are.
 */
export const silenceTurns = ["silenced", "aloud"] as const;
export type SilenceTurn = (typeof silenceTurns)[number];

export const isSilenceTurn = (status: AlertStatus | SilenceTurn): status is SilenceTurn =>
  silenceTurns.some((one) => one === status);

/** The node of an alert that names none, such as one about a whole cluster or a missing series. */
export const unknownNode = "-";

/** The shape into which every intake adapter parses its tool's request. */
export interface Alert {
  status: AlertStatus;
  node: string;
  alarm: string;
  level: Level;
  system: string | null;
  value: string | null;
  log: string | null;
  /**
   * The tool's own key of the trouble (`key`, `dedup_key`, labels without severity); null: the key is source + system
   * + node + alarm.
   */
  key: string | null;
  /** Tells several series of one incident apart (Alertmanager's fingerprint); "" if the tool has one series per key. */
  series: string;
  /** The tool's own time of this event, if it gives one. Two times are compared only if both exist. */
  occurredAt: Date | null;
  /** The tool's own start time of this occurrence (`startsAt`); null if it gives none. */
  startedAt: Date | null;
  /** The same event within 2 minutes is one event (Alertmanager, Grafana); null: every message counts. */
  eventKey: string | null;
  /** Everything else the tool said, for people to read. */
  details: Record<string, unknown>;
}

type TimedAlert = Pick<Alert, "occurredAt"> & { acceptedAt: Date };

/**
 * The tool's own time for comparisons, never later than our acceptance: a clock ahead of ours would otherwise make
 * all later alerts out of date. null if the tool gave none.
 */
export const comparableTime = ({ occurredAt, acceptedAt }: TimedAlert): Date | null =>
  occurredAt !== null && occurredAt > acceptedAt ? acceptedAt : occurredAt;

/** Minutes by which the tool's clock runs ahead of ours; null when too few to mention. */
export function minutesAhead({ occurredAt, acceptedAt }: TimedAlert): number | null {
  const minutes = occurredAt === null ? 0 : (occurredAt.getTime() - acceptedAt.getTime()) / 60_000;
  return minutes < 1 ? null : Math.round(minutes);
}

/**
 * Whether only part of the alert could be read, or it reports what did not arrive (`details.unreadable` says what).
 * People must look at it, whatever rule the readable part matches. Senders of other kinds write their own details.
 */
export const isUnreadable = ({ kind, details }: { kind: SourceKind; details: Alert["details"] }): boolean =>
  (kind === "alertmanager" || kind === "grafana") && details.unreadable !== undefined;

/** The kinds of sources; each is an address of the intake. */
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
 * Identifies an incident within its source (R5.1c): the tool's own key, else system + node + alarm. Compared exactly,
 * without folding; the level is not part of it.
 */
export function dedupKey(alert: Pick<Alert, "key" | "system" | "node" | "alarm">): string {
  if (alert.key !== null) return alert.key;
  return [alert.system ?? "", alert.node, alert.alarm].map(encodeURIComponent).join(":");
}
