import { createHash } from "node:crypto";
import type { AlertRow, IncidentRow, NewIncident } from "../../db/queries/binding.ts";
import { timeBand } from "../../domain/calendar/timeBand.ts";
import type { CustomerConfiguration, Rule } from "../../domain/customer/configuration.ts";
import { matchRule, systemOfNode } from "../../domain/customer/rules.ts";
import { type Handling, handlingOf } from "../../domain/incident/handling.ts";
import type { AlertMessage } from "../../domain/incident/state.ts";
import { deadlineAfter } from "../../domain/slo.ts";
import type { IncidentOpening } from "../../workflows/contract.ts";
import { incidentWorkflowId } from "../../workflows/ids.ts";

/** A customer's configuration with the version it came from; null where the customer is unknown. */
export interface Pinned {
  version: number;
  configuration: CustomerConfiguration;
}

/** The row of the incident that this alert opens, pinned to the customer's configuration of now. */
export function newIncident(alert: AlertRow, pinned: Pinned | null, now: Date): NewIncident {
  const rule = ruleFor(pinned, alert, alert.system);
  return {
    workflowId: incidentWorkflowId(alert.customer, alert.source, alert.dedupKey, shortHash),
    version: pinned?.version ?? null,
    rule: rule?.name ?? null,
    system: systemOf(pinned, alert),
    state: handlingOf(rule).operators === "triage" ? "triage" : "open",
    openedAt: now,
    detectedAt: alert.acceptedAt,
    deadlineAt: deadlineAfter(alert.acceptedAt),
  };
}

/** Everything the workflow needs from outside, from the incident's row and what it is pinned to. */
export function openingOf(
  incident: IncidentRow,
  pinned: Pinned | null,
  sloWarningMinutes: number,
): IncidentOpening {
  const rule = pinned?.configuration.rules.find((one) => one.name === incident.rule) ?? null;
  return {
    number: incident.number,
    customer: incident.customer,
    source: incident.source,
    system: incident.system,
    node: incident.node,
    alarm: incident.alarm,
    level: incident.level,
    plan: pinned?.configuration.plan ?? null,
    handling: handlingOf(rule),
    detectedAt: incident.detectedAt.getTime(),
    sloWarningMinutes,
  };
}

/** An alert as its workflow hears of it; another rule than the incident's own comes with its handling (R5.1c). */
export function alertMessage(alert: AlertRow, incident: IncidentRow, pinned: Pinned | null): AlertMessage {
  return {
    incident: incident.number,
    sequence: alert.sequence as number,
    alert: alert.id,
    status: alert.status,
    level: alert.level,
    series: alert.series,
    occurredAt: alert.occurredAt?.getTime() ?? null,
    acceptedAt: alert.acceptedAt.getTime(),
    handling: alert.status === "firing" ? otherHandling(alert, incident, pinned) : null,
  };
}

function otherHandling(alert: AlertRow, incident: IncidentRow, pinned: Pinned | null): Handling | null {
  const rule = ruleFor(pinned, alert, incident.system);
  return rule === null || rule.name === incident.rule ? null : handlingOf(rule);
}

function ruleFor(pinned: Pinned | null, alert: AlertRow, system: string | null): Rule | null {
  if (pinned === null) return null;
  const { configuration } = pinned;
  const band = timeBand(configuration.calendar, configuration.timezone, alert.acceptedAt);
  const { node, alarm, level } = alert;
  return matchRule(configuration, { system: system ?? systemOf(pinned, alert), node, alarm, level }, band);
}

/** An alert without a system takes that of the one target with its node's name or host (contract "Fields"). */
const systemOf = (pinned: Pinned | null, alert: AlertRow): string | null =>
  alert.system ?? (pinned === null ? null : systemOfNode(pinned.configuration, alert.node));

const shortHash = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 32);
