import { type Alert, comparableTime, type SilenceTurn, type SourceKind } from "../alerts/alert.ts";
import type { CustomerConfiguration } from "../customers/configuration.ts";
import type { Handling } from "./handling.ts";
import { type AssignedRule, alertLeadsTo } from "./leadsTo.ts";
import type { AlertMessage } from "./state.ts";

/** An alert as the API accepted it. */
export type AcceptedAlert = Pick<
  Alert,
  "node" | "alarm" | "level" | "system" | "details" | "series" | "occurredAt" | "startedAt"
> & { status: Alert["status"] | SilenceTurn; kind: SourceKind; acceptedAt: Date };

/**
 * Builds the message that an alert's workflow receives. If a rule other than the incident's own matches, its handling
 * travels along (R5.1c).
 */
export function alertMessage(
  alert: AcceptedAlert & { id: number; sequence: number | null },
  incident: { number: number; rule: string | null; system: string | null },
  configuration: CustomerConfiguration | null,
  assigned: AssignedRule,
): AlertMessage {
  return {
    incident: incident.number,
    sequence: alert.sequence as number,
    alert: alert.id,
    status: alert.status,
    level: alert.level,
    series: alert.series,
    occurredAt: comparableTime(alert)?.getTime() ?? null,
    startedAt: alert.startedAt?.getTime() ?? null,
    acceptedAt: alert.acceptedAt.getTime(),
    handling: handlingWith(alert, incident, configuration, assigned),
  };
}

function handlingWith(
  alert: AcceptedAlert,
  incident: { rule: string | null; system: string | null },
  configuration: CustomerConfiguration | null,
  assigned: AssignedRule,
): Handling | null {
  if (alert.status === "firing") return otherHandling(alert, incident, configuration, assigned);
  if (alert.status !== "aloud") return null;
  const seen = { ...alert, system: incident.system ?? alert.system };
  return alertLeadsTo(configuration, seen, alert.acceptedAt, assigned).handling;
}

/** The handling of the rule that matches now; null if none matches or it is the incident's own rule. */
function otherHandling(
  alert: AcceptedAlert,
  incident: { rule: string | null; system: string | null },
  configuration: CustomerConfiguration | null,
  assigned: AssignedRule,
): Handling | null {
  const seen = { ...alert, system: incident.system ?? alert.system };
  const { rule, handling } = alertLeadsTo(configuration, seen, alert.acceptedAt, assigned);
  return rule === null || rule.name === incident.rule ? null : handling;
}
