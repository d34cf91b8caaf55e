import type { Database } from "../../db/connect.ts";
import { runOfStep, stepsOf } from "../../db/runbooks/runbookRuns.ts";
import type { SecondaryRow } from "../../db/secondary/secondary.ts";
import { DomainError } from "../../domain/errors.ts";
import type { ActingRole } from "../../domain/incidents/actions/situation.ts";
import { runRefusalTexts } from "../../domain/runbooks/runTexts.ts";
import { decideSecondaryAction, situationOf } from "../../domain/secondary/actions.ts";
import { type AnswerStep, answerStep } from "../../workflows/contract/runbookRun.ts";
import { runbookRunWorkflowId } from "../../workflows/ids.ts";
import { type Speaking, say } from "../incidents/actions/temporalUpdate.ts";
import type { RunAnswerBody } from "../incidents/secondary/schemas.ts";

/** Who answers, and the request they answer by. */
interface Answerer {
  by: string;
  role: ActingRole;
  request: string;
}

/**
 * Answers a question of a secondary response's runbook. The answer goes to the run itself, whose incident may
 * be closed long ago; the run takes only the first. Throws `no_runbook_running` and `not_asked`.
 */
export async function answerRun(
  { db, clock, ...speaking }: Speaking & { db: Database; clock: () => Date },
  row: SecondaryRow,
  { run, path, answer, note }: RunAnswerBody,
  { by, role, request }: Answerer,
): Promise<void> {
  const decision = decideSecondaryAction(
    "answer",
    { role, name: by },
    situationOf(row.record),
    clock().getTime(),
  );
  if (!decision.allowed) throw new DomainError(decision.code, decision.reason);
  await mustBeAsked(db, row, run, path);
  const said: AnswerStep = { by, path, answer, request, ...(note !== undefined && { note }) };
  try {
    await say(speaking, runbookRunWorkflowId(run), request, { update: answerStep.name, said });
  } catch (error) {
    // The run's workflow, not the incident's, has ended in the meantime.
    throw error instanceof DomainError && error.code === "incident_closed" ? noRun() : error;
  }
}

/** The run must belong to this response and wait for an answer at this very step. */
async function mustBeAsked(
  db: Database,
  { id, incident, customer }: SecondaryRow,
  run: string,
  path: string,
): Promise<void> {
  const own = await runOfStep(db, incident, `secondary/${id}/run`);
  if (own === null || own.id !== run || own.customer !== customer || own.endedAt !== null) throw noRun();
  const last = (await stepsOf(db, [run])).at(-1);
  const asks = last?.kind === "ask" || last?.kind === "manual";
  if (!asks || last.path !== path || last.state !== "running")
    throw new DomainError("not_asked", runRefusalTexts.notAsked());
}

const noRun = (): DomainError => new DomainError("no_runbook_running", runRefusalTexts.noRun());
