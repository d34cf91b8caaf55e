import { createHash } from "node:crypto";
import type { AlertRow, IncidentRow, NewIncident } from "../../db/queries/binding.ts";
import { comparableTime, isUnreadable } from "../../domain/alert.ts";
import { timeBand } from "../../domain/calendar/timeBand.ts";
import { firstRing } from "../../domain/calling/list.ts";
import type { CustomerConfiguration, Rule, TimeBand } from "../../domain/customer/configuration.ts";
import { matchRule, systemOfNode } from "../../domain/customer/rules.ts";
import { type Handling, handlingOf } from "../../domain/incident/handling.ts";
import type { AlertMessage } from "../../domain/incident/state.ts";
import { alertStep } from "../../domain/incident/steps.ts";
import { deadlineAfter } from "../../domain/slo.ts";
import type { IncidentOpening } from "../../workflows/contract/incident.ts";
import { incidentWorkflowId } from "../../workflows/ids.ts";

/** A customer's configuration with the version it came from; null where the customer is unknown. */
export interface Pinned {
  version: number;
  configuration: CustomerConfiguration;
}

/** What operators decided of the key in triage (R5.1a): the rule's name; null where they decided nothing. */
export type AssignedRule = string | null;

/** The row of the incident that this alert opens, pinned to the customer's configuration of now. */
export function newIncident(
  alert: AlertRow,
  pinned: Pinned | null,
  assigned: AssignedRule,
  now: Date,
): NewIncident {
  const rule = ruleFor(pinned, alert, alert.system, assigned);
  const handling = handlingOf(rule, bandAt(pinned, alert.acceptedAt));
  const row = {
    workflowId: incidentWorkflowId(alert.customer, alert.source, alert.dedupKey, shortHash),
    version: pinned?.version ?? null,
    rule: rule?.name ?? null,
    system: systemOf(pinned, alert),
    state: handling.operators === "triage" ? ("triage" as const) : ("open" as const),
    openedAt: now,
    detectedAt: alert.acceptedAt,
    deadlineAt: deadlineAfter(alert.acceptedAt),
  };
  return { row, firstRing: firstRingOf(handling, pinned) };
}

/** What the workflow would claim first: mail and chat then need not wait for that. */
function firstRingOf({ rule, call }: Handling, pinned: Pinned | null): NewIncident["firstRing"] {
  const place = call === null ? null : firstRing(call);
  const phone = place === null ? null : (pinned?.configuration.contacts[place.contact]?.phone ?? null);
  if (call === null || place === null || phone === null) return null;
  const { skipMinutes, ringSeconds } = call;
  return { ...place, phone, occurrence: 1, step: alertStep(1, rule), skipMinutes, ringSeconds };
}

/** Everything the workflow needs from outside, from the incident's row and what it is pinned to. */
export function openingOf(
  incident: IncidentRow,
  pinned: Pinned | null,
  firstCall: string | null,
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
    handling: handlingOf(rule, bandAt(pinned, incident.detectedAt)),
    detectedAt: incident.detectedAt.getTime(),
    sloWarningMinutes,
    firstCall,
  };
}

/** An alert as its workflow hears of it; another rule than the incident's own comes with its handling (R5.1c). */
export function alertMessage(
  alert: AlertRow,
  incident: IncidentRow,
  pinned: Pinned | null,
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
    handling: alert.status === "firing" ? otherHandling(alert, incident, pinned, assigned) : null,
  };
}

function otherHandling(
  alert: AlertRow,
  incident: IncidentRow,
  pinned: Pinned | null,
  assigned: AssignedRule,
): Handling | null {
  const rule = ruleFor(pinned, alert, incident.system, assigned);
  if (rule === null || rule.name === incident.rule) return null;
  return handlingOf(rule, bandAt(pinned, alert.acceptedAt));
}

/** An assigned rule goes before those that match, until it is retired. */
function ruleFor(
  pinned: Pinned | null,
  alert: AlertRow,
  system: string | null,
  assigned: AssignedRule,
): Rule | null {
  if (pinned === null) return null;
  const { configuration } = pinned;
  const chosen = configuration.rules.find((rule) => rule.name === assigned);
  if (chosen !== undefined) return chosen;
  if (isUnreadable(alert)) return null;
  const { node, alarm, level } = alert;
  const seen = { system: system ?? systemOf(pinned, alert), node, alarm, level };
  return matchRule(configuration, seen, bandAt(pinned, alert.acceptedAt));
}

function bandAt(pinned: Pinned | null, at: Date): TimeBand {
  if (pinned === null) return "afterHours";
  return timeBand(pinned.configuration.calendar, pinned.configuration.timezone, at);
}

/** An alert without a system takes that of the one target with its node's name or host (contract "Fields"). */
const systemOf = (pinned: Pinned | null, alert: AlertRow): string | null =>
  alert.system ?? (pinned === null ? null : systemOfNode(pinned.configuration, alert.node));

const shortHash = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 32);
