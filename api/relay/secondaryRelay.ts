import { TypedSearchAttributes } from "@temporalio/common";
import { configurationVersion } from "../../db/customers/customers.ts";
import type { SecondaryRow } from "../../db/secondary/secondary.ts";
import { markSecondaryRelayed, secondariesToRelay } from "../../db/secondary/secondaryQueue.ts";
import { inMarkdown } from "../../domain/messages/markdown.ts";
import { oneLine, shorten } from "../../domain/messages/oneLine.ts";
import { engineQueue } from "../../workflows/contract/queues.ts";
import { searchAttributes } from "../../workflows/contract/searchAttributes.ts";
import {
  type SecondaryInput,
  secondaryChanged,
  secondaryResponseWorkflow,
} from "../../workflows/contract/secondaryResponse.ts";
import { secondaryWorkflowId } from "../../workflows/ids.ts";
import type { RelayDeps } from "./alertRelay.ts";
import { eachForItself } from "./eachForItself.ts";

const inOneTurn = 50;
const requestTimeoutMilliseconds = 10_000;

/** How much of a customer's name the Temporal UI shows: Temporal takes 400 bytes of such a text. */
const longestName = 100;

/**
 * Tells workflows of secondary responses that their rows have changed, and starts the workflow if there is none.
 */
export async function relaySecondaries(deps: RelayDeps): Promise<void> {
  const rows = await secondariesToRelay(deps.db, inOneTurn);
  await eachForItself(deps.logger, "a secondary response", rows, async (row) => {
    await tell(deps, row);
    await markSecondaryRelayed(deps.db, row);
  });
}

/**
 * One that was ended in the Temporal UI is started again and takes up what its row says. For one that is finished, a
 * repeated start finds nothing to do.
 */
async function tell({ db, client }: RelayDeps, row: SecondaryRow): Promise<void> {
  const { id: secondary, incident, customer, version } = row;
  const { name: customerName } = await configurationVersion(db, version);
  const input: SecondaryInput = { secondary, incident, customer, customerName };
  await client.withDeadline(Date.now() + requestTimeoutMilliseconds, () =>
    client.workflow.signalWithStart(secondaryResponseWorkflow, {
      workflowId: secondaryWorkflowId(secondary),
      taskQueue: engineQueue,
      workflowIdReusePolicy: "ALLOW_DUPLICATE",
      args: [input],
      signal: secondaryChanged,
      signalArgs: [],
      staticSummary: `障害二次対応#${secondary} インシデント #${incident} ${inMarkdown(shorten(oneLine(customerName), longestName))}`,
      priority: { priorityKey: 3, fairnessKey: customer.slice(0, 64) },
      typedSearchAttributes: new TypedSearchAttributes([{ key: searchAttributes.customer, value: customer }]),
    }),
  );
}
