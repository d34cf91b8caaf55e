import type { Client } from "@temporalio/client";
import type { IncidentRow } from "../../db/queries/binding.ts";
import { levelWord } from "../../domain/level.ts";
import { inMarkdown } from "../../domain/telling/markdown.ts";
import { type IncidentInput, incidentWorkflow } from "../../workflows/contract/incident.ts";
import { engineQueue } from "../../workflows/contract/queues.ts";
import { openingOf, type Pinned } from "./opening.ts";
import { columns } from "./startIncident.ts";

const requestTimeoutMilliseconds = 10_000;

/** Starts a run for an incident whose own is gone, though no alert came; one that runs meanwhile is left alone. */
export async function reviveIncident(
  client: Client,
  incident: IncidentRow,
  pinned: Pinned | null,
  sloWarningMinutes: number,
): Promise<void> {
  const { number, workflowId, node, alarm, level, customer } = incident;
  const opening = openingOf(incident, pinned, null, sloWarningMinutes);
  const input: IncidentInput = { opening, carried: null, rebuild: { before: null } };
  await client.withDeadline(Date.now() + requestTimeoutMilliseconds, () =>
    client.workflow.start(incidentWorkflow, {
      ...{ workflowId, taskQueue: engineQueue, args: [input] },
      ...{ workflowIdConflictPolicy: "USE_EXISTING", workflowIdReusePolicy: "ALLOW_DUPLICATE" },
      staticSummary: `#${number} ${inMarkdown(`${node} ${alarm}`)} ${levelWord(level)}`,
      priority: {
        priorityKey: { high: 1, middle: 3, low: 5 }[level],
        fairnessKey: (customer ?? "-").slice(0, 64),
      },
      typedSearchAttributes: columns(incident, pinned),
    }),
  );
}
