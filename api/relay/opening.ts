import { createHash } from "node:crypto";
import type { NewIncident } from "../../db/alerts/binding.ts";
import type { AlertRow, IncidentRow } from "../../db/schema/index.ts";
import type { CustomerConfiguration } from "../../domain/customers/configuration.ts";
import { type AssignedRule, alertLeadsTo, ruleOrders } from "../../domain/incidents/leadsTo.ts";
import { deadlineAfter } from "../../domain/incidents/slo.ts";
import type { IncidentOpening } from "../../workflows/contract/incident.ts";
import { incidentWorkflowId } from "../../workflows/ids.ts";

/** A customer's configuration with its version; null if the customer is unknown. */
export interface Pinned {
  version: number;
  configuration: CustomerConfiguration;
}

/** The row of the incident that this alert opens, pinned to the customer's current configuration. */
export function newIncident(
  alert: AlertRow,
  pinned: Pinned | null,
  assigned: AssignedRule,
  now: Date,
): NewIncident {
  const { system, rule, handling } = alertLeadsTo(
    pinned?.configuration ?? null,
    alert,
    alert.acceptedAt,
    assigned,
  );
  return {
    workflowId: incidentWorkflowId(alert.customer, alert.source, alert.dedupKey, shortHash),
    version: pinned?.version ?? null,
    rule: rule?.name ?? null,
    system,
    state: handling.operators === "triage" ? "triage" : "open",
    openedAt: now,
    detectedAt: alert.acceptedAt,
    deadlineAt: deadlineAfter(alert.acceptedAt),
  };
}

/** Everything the workflow needs from outside, from the incident's row and its pinned configuration. */
export function openingOf(
  incident: IncidentRow,
  pinned: Pinned | null,
  sloWarningMinutes: number,
): IncidentOpening {
  const configuration = pinned?.configuration ?? null;
  return {
    number: incident.number,
    customer: incident.customer,
    source: incident.source,
    system: incident.system,
    node: incident.node,
    alarm: incident.alarm,
    level: incident.level,
    plan: configuration?.plan ?? null,
    handling: ruleOrders(configuration, incident.rule, incident.detectedAt),
    detectedAt: incident.detectedAt.getTime(),
    sloWarningMinutes,
  };
}

const shortHash = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 32);
