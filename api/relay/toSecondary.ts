import { configurationVersion } from "../../db/customers/customers.ts";
import { findSecondary, noSuchSecondary } from "../../db/secondary/secondary.ts";
import {
  type SecondaryInput,
  secondaryChanged,
  secondaryResponseWorkflow,
} from "../../workflows/contract/secondaryResponse.ts";
import { secondaryWorkflowId } from "../../workflows/ids.ts";
import type { RelayDeps } from "./alertRelay.ts";
import type { Tell } from "./outboxRelay.ts";
import { briefly, soon, startOptions } from "./reach.ts";

/**
 * Tells a secondary response's workflow that its row has changed. Starts the workflow if there is none: the
 * first time, or after it was ended in the Temporal UI. It continues from its row, and does nothing if that
 * is finished.
 */
export function toSecondary({ db, client }: Pick<RelayDeps, "db" | "client">): Tell<"secondary"> {
  return async ({ row: secondary }) => {
    const row = await findSecondary(db, secondary, null);
    if (row === null) throw noSuchSecondary(secondary);
    const { incident, customer, version } = row;
    const { name: customerName } = await configurationVersion(db, version);
    const options = startOptions<SecondaryInput>({
      workflowId: secondaryWorkflowId(secondary),
      customer,
      level: "middle",
      input: { secondary, incident, customer, customerName },
      summary: `障害二次対応#${secondary} インシデント #${incident} ${briefly(customerName)}`,
    });
    await soon(client, () =>
      client.workflow.signalWithStart(secondaryResponseWorkflow, {
        ...options,
        workflowIdReusePolicy: "ALLOW_DUPLICATE",
        signal: secondaryChanged,
        signalArgs: [],
      }),
    );
    return "told";
  };
}
