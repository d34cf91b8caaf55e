import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from "@temporalio/client";
import type { SearchAttributePair } from "@temporalio/common";
import type { Bound } from "../../db/alerts/binding.ts";
import type { AlertRow, IncidentRow } from "../../db/schema/index.ts";
import { levelWord } from "../../domain/alerts/level.ts";
import { alertMessage } from "../../domain/incidents/alertMessage.ts";
import type { AssignedRule } from "../../domain/incidents/leadsTo.ts";
import {
  type AlertSignal,
  alertReceived,
  type IncidentInput,
  incidentWorkflow,
} from "../../workflows/contract/incident.ts";
import { searchAttributes } from "../../workflows/contract/searchAttributes.ts";
import { openingOf, type Pinned } from "./opening.ts";
import { briefly, soon, startOptions } from "./reach.ts";

export interface Telling {
  client: Client;
  /** Reads again: the incident may have closed since its row was read. */
  isClosed(incident: number): Promise<boolean>;
  sloWarningMinutes: number;
}

/**
 * Tells an incident's workflow about an alert and those waiting behind it. Only the first alert starts the
 * workflow. Temporal refuses a second start after it has ended, however late a copy of the request arrives:
 * such a run would keep the key's alerts for good.
 */
export async function tellIncident(
  telling: Telling,
  { alert, incident, behind = [] }: Bound & { incident: IncidentRow },
  pinned: Pinned | null,
  assigned: AssignedRule,
): Promise<void> {
  const opening = openingOf(incident, pinned, telling.sloWarningMinutes);
  const messageOf = (one: AlertRow) => alertMessage(one, incident, pinned?.configuration ?? null, assigned);
  const signal = { alerts: [alert, ...behind].map(messageOf) };
  // An earlier alert has started a run; if there is none, it is lost.
  const isFirst = alert.sequence === 1;
  const rebuild = isFirst ? null : { before: alert.sequence };
  const input = { opening, carried: null, rebuild };
  const start = (reuse: Reuse) => startWith(telling.client, signal, { incident, pinned, input, reuse });
  const told = isFirst
    ? await unlessEnded(start("REJECT_DUPLICATE"))
    : await unlessEnded(signalOnly(telling.client, incident.workflowId, signal));
  if (told || (await telling.isClosed(incident.number))) return;
  // Open but without a run: someone ended it, or Temporal lost it.
  await start("ALLOW_DUPLICATE");
}

type Reuse = "ALLOW_DUPLICATE" | "REJECT_DUPLICATE";

/** false: no run with this id is open. */
async function unlessEnded(request: Promise<unknown>): Promise<boolean> {
  try {
    await request;
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError || error instanceof WorkflowExecutionAlreadyStartedError)
      return false;
    throw error;
  }
}

const signalOnly = (client: Client, workflowId: string, signal: AlertSignal): Promise<void> =>
  soon(client, () => client.workflow.getHandle(workflowId).signal(alertReceived, signal));

interface Start {
  incident: IncidentRow;
  pinned: Pinned | null;
  input: IncidentInput;
  reuse: Reuse;
}

async function startWith(
  client: Client,
  signal: AlertSignal,
  { incident, pinned, input, reuse }: Start,
): Promise<void> {
  await soon(client, () =>
    client.workflow.signalWithStart(incidentWorkflow, {
      ...optionsOf(incident, pinned, input),
      workflowIdReusePolicy: reuse,
      signal: alertReceived,
      signalArgs: [signal],
    }),
  );
}

/**
 * Starts a run without an alert for an incident that has lost its own. If one has started since, it is left
 * alone.
 */
export async function reviveIncident(
  client: Client,
  incident: IncidentRow,
  pinned: Pinned | null,
  sloWarningMinutes: number,
): Promise<void> {
  const opening = openingOf(incident, pinned, sloWarningMinutes);
  const input = { opening, carried: null, rebuild: { before: null } };
  await soon(client, () =>
    client.workflow.start(incidentWorkflow, {
      ...optionsOf(incident, pinned, input),
      workflowIdReusePolicy: "ALLOW_DUPLICATE",
    }),
  );
}

function optionsOf(incident: IncidentRow, pinned: Pinned | null, input: IncidentInput) {
  const { number, workflowId, node, alarm, level, customer } = incident;
  return startOptions({
    workflowId,
    input,
    customer,
    level,
    summary: `#${number} ${briefly(`${node} ${alarm}`)} ${levelWord(level)}`,
    columns: columns(incident, pinned),
  });
}

function columns(incident: IncidentRow, pinned: Pinned | null): SearchAttributePair[] {
  const shown = (text: string): string => text.slice(0, 255);
  return [
    { key: searchAttributes.system, value: shown(incident.system ?? "-") },
    { key: searchAttributes.node, value: shown(incident.node) },
    { key: searchAttributes.alarm, value: shown(incident.alarm) },
    { key: searchAttributes.level, value: incident.level },
    { key: searchAttributes.plan, value: pinned?.configuration.plan ?? "-" },
    { key: searchAttributes.state, value: incident.state === "triage" ? "triage" : "open" },
    { key: searchAttributes.acknowledged, value: false },
    ...(incident.deadlineAt === null ? [] : [{ key: searchAttributes.deadline, value: incident.deadlineAt }]),
  ];
}
