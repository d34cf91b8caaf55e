import { configurationVersion } from "../../db/customers/customers.ts";
import { readRun } from "../../db/runbooks/runbookRuns.ts";
import { procedureOf } from "../../domain/runbooks/procedure.ts";
import { agreedRunbook } from "../../domain/secondary/procedure.ts";
import { mistakesIn } from "../../runbooks/catalogue.ts";
import type { ActivityDeps } from "../deps.ts";
import type { SecondaryActivities } from "./contract.ts";
import { readRow } from "./readRow.ts";

/** What the workflow asks about the agreed runbook. */
export function secondaryRunActivities(
  deps: ActivityDeps,
): Pick<SecondaryActivities, "isRunbookAsAgreed" | "readRunEnd"> {
  return {
    async isRunbookAsAgreed({ secondary }) {
      const { record, version } = await readRow(deps, secondary);
      const { runbook, system, target } = record.proposal;
      const known = runbook === null ? undefined : deps.runbooks.catalogue.get(runbook.id);
      if (runbook === null || known === undefined || system === null || target === null) return false;
      // The runbook's parameters have changed, and what was agreed no longer fits them.
      if (mistakesIn(known.params, runbook.with).length > 0) return false;
      const parameters = known.params.parse(runbook.with) as typeof runbook.with;
      const configuration = await configurationVersion(deps.db, version);
      const now = agreedRunbook(known.tree, parameters, { system, target }, configuration);
      return procedureOf(now) === runbook.procedure;
    },

    async readRunEnd({ run }) {
      const { state, why, endedAt, reachedAt } = await readRun(deps.db, run);
      return endedAt === null ? null : { state, summary: why ?? "", reached: reachedAt !== null };
    },
  };
}
