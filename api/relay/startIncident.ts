import type { Client } from "@temporalio/client";
import { TypedSearchAttributes } from "@temporalio/common";
import type { Bound, IncidentRow } from "../../db/queries/binding.ts";
import { levelWord } from "../../domain/level.ts";
import { inMarkdown } from "../../domain/telling/markdown.ts";
import { alertReceived, incidentWorkflow } from "../../workflows/contract/incident.ts";
import { engineQueue } from "../../workflows/contract/queues.ts";
import { searchAttributes } from "../../workflows/contract/searchAttributes.ts";
import { type AssignedRule, alertMessage, openingOf, type Pinned } from "./opening.ts";

/** A request to Temporal that takes longer is repeated; the workflow knows alerts by their sequence. */
const requestTimeoutMilliseconds = 10_000;

/** Tells an incident's workflow of an alert, and starts it where it does not run (architecture "Messages"). */
export async function tellIncident(
  client: Client,
  { alert, incident, firstCall }: Bound & { incident: IncidentRow },
  pinned: Pinned | null,
  assigned: AssignedRule,
  sloWarningMinutes: number,
): Promise<void> {
  const opening = openingOf(incident, pinned, firstCall, sloWarningMinutes);
  const message = alertMessage(alert, incident, pinned, assigned);
  await client.withDeadline(Date.now() + requestTimeoutMilliseconds, () =>
    client.workflow.signalWithStart(incidentWorkflow, {
      workflowId: incident.workflowId,
      taskQueue: engineQueue,
      workflowIdConflictPolicy: "USE_EXISTING",
      workflowIdReusePolicy: "ALLOW_DUPLICATE",
      args: [{ opening, carried: null }],
      signal: alertReceived,
      signalArgs: [{ alert: message, opening: message.sequence === 1 ? opening : null }],
      staticSummary: `#${incident.number} ${inMarkdown(`${incident.node} ${incident.alarm}`)} ${levelWord(incident.level)}`,
      priority: {
        priorityKey: { high: 1, middle: 3, low: 5 }[incident.level],
        fairnessKey: (incident.customer ?? "-").slice(0, 64),
      },
      typedSearchAttributes: columns(incident, pinned),
    }),
  );
}

function columns(incident: IncidentRow, pinned: Pinned | null): TypedSearchAttributes {
  const shown = (text: string): string => text.slice(0, 255);
  return new TypedSearchAttributes([
    { key: searchAttributes.customer, value: incident.customer ?? "-" },
    { key: searchAttributes.system, value: shown(incident.system ?? "-") },
    { key: searchAttributes.node, value: shown(incident.node) },
    { key: searchAttributes.alarm, value: shown(incident.alarm) },
    { key: searchAttributes.level, value: incident.level },
    { key: searchAttributes.plan, value: pinned?.configuration.plan ?? "-" },
    { key: searchAttributes.state, value: incident.state === "triage" ? "triage" : "open" },
    { key: searchAttributes.acknowledged, value: false },
    ...(incident.deadlineAt === null ? [] : [{ key: searchAttributes.deadline, value: incident.deadlineAt }]),
  ]);
}
