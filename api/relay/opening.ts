import { createHash } from "node:crypto";
import type { NewIncident } from "../../db/alerts/binding.ts";
import type { AlertRow, IncidentRow } from "../../db/schema/index.ts";
import { firstRing } from "../../domain/calls/list.ts";
import type { CustomerConfiguration } from "../../domain/customers/configuration.ts";
import { type AssignedRule, bandAt, ruleFor, systemOf } from "../../domain/incidents/alertMessage.ts";
import { type Handling, handlingOf } from "../../domain/incidents/handling.ts";
import { deadlineAfter } from "../../domain/incidents/slo.ts";
import { alertStep } from "../../domain/incidents/steps.ts";
import type { IncidentOpening } from "../../workflows/contract/incident.ts";
import { incidentWorkflowId } from "../../workflows/ids.ts";

/** A customer's configuration with the version it came from; null where the customer is unknown. */
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
  const configuration = pinned?.configuration ?? null;
  const rule = ruleFor(configuration, alert, alert.system, assigned);
  const handling = handlingOf(rule, bandAt(configuration, alert.acceptedAt));
  const row = {
    workflowId: incidentWorkflowId(alert.customer, alert.source, alert.dedupKey, shortHash),
    version: pinned?.version ?? null,
    rule: rule?.name ?? null,
    system: systemOf(configuration, alert),
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
  const configuration = pinned?.configuration ?? null;
  const rule = configuration?.rules.find((one) => one.name === incident.rule) ?? null;
  return {
    number: incident.number,
    customer: incident.customer,
    source: incident.source,
    system: incident.system,
    node: incident.node,
    alarm: incident.alarm,
    level: incident.level,
    plan: configuration?.plan ?? null,
    handling: handlingOf(rule, bandAt(configuration, incident.detectedAt)),
    detectedAt: incident.detectedAt.getTime(),
    sloWarningMinutes,
    firstCall,
  };
}

const shortHash = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 32);
