import { ApplicationFailure } from "@temporalio/activity";
import { configurationVersion } from "../../db/customers/customers.ts";
import { readRun } from "../../db/runbooks/runbookRuns.ts";
import { actOnSecondary, markDutyDone } from "../../db/secondary/secondary.ts";
import { DomainError } from "../../domain/errors.ts";
import { unverified } from "../../domain/people/actor.ts";
import { procedureOf } from "../../domain/runbooks/procedure.ts";
import { say } from "../../domain/say.ts";
import type { Act } from "../../domain/secondary/act.ts";
import { viewOf } from "../../domain/secondary/duties.ts";
import { noticeOf } from "../../domain/secondary/notices.ts";
import { agreedRunbook } from "../../domain/secondary/procedure.ts";
import { mistakesIn } from "../../runbooks/catalogue.ts";
import type { ActivityDeps } from "../deps.ts";
import { operatorActivities } from "../messages/operators.ts";
import type { SecondaryActivities } from "./contract.ts";
import { secondaryMailActivities } from "./mail.ts";
import { readRow } from "./readRow.ts";

/** Everything a secondary response does outside its workflow; each is safe to repeat. */
export function secondaryActivities(deps: ActivityDeps): SecondaryActivities {
  const { tellOperators } = operatorActivities(deps);
  return {
    ...secondaryMailActivities(deps),
    ...secondaryRunActivities(deps),

    async readSecondary({ secondary }) {
      const { record, done } = await readRow(deps, secondary);
      return { view: viewOf(record), done };
    },

    async tellOperatorsOfSecondary({ secondary, notice, key }) {
      const { incident, record } = await readRow(deps, secondary);
      const detail = noticeOf(notice, secondary, record);
      const step = `secondary/${secondary}/${key}`;
      const told = await tellOperators({ incident, step, why: { kind: "secondary", detail } });
      await markDutyDone(deps.db, secondary, key);
      return told;
    },

    async actOfSecondary({ secondary, act, request, at }) {
      // The request may be old, so an agreed time is compared with the present clock.
      const now = act.act === "begin" ? Math.max(at, deps.clock().getTime()) : at;
      const said = { act, role: null, request, at: new Date(now), byWorkflow: true } as const;
      try {
        await actOnSecondary(deps.db, secondary, said);
      } catch (error) {
        // Somebody acted first. Their act counts, and the workflow reads the row again.
        if (!(error instanceof DomainError)) throw error;
      }
    },

    async sayToSecondary({ secondary, act, request, at }) {
      const said = { act: unproven(act), role: null, request, at: new Date(at), byWorkflow: true } as const;
      try {
        return { state: (await actOnSecondary(deps.db, secondary, said)).state };
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        const [field] = error.errors;
        const message =
          field === undefined ? say(error.publicMessage) : `${field.path}: ${say(field.message)}`;
        throw ApplicationFailure.create({ type: error.code, message, nonRetryable: true });
      }
    },
  };
}

/** Marks names as unproven, since they were typed where nobody is identified. */
function unproven(act: Act): Act {
  if (act.act === "approve" || act.act === "decline")
    return { ...act, recordedBy: unverified(act.recordedBy ?? "-") };
  return "by" in act && act.by !== null ? { ...act, by: unverified(act.by) } : act;
}

/** What the workflow asks about the agreed runbook. */
function secondaryRunActivities(
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
