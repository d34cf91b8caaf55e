import type { PreparedRun, ReadyRun, RunOrder } from "../../activities/runbooks/contract.ts";
import type { ActionSaid } from "../../domain/incidents/actions/table.ts";
import { startedRunStep } from "../../domain/incidents/steps.ts";
import { runRefusalTexts, runTexts } from "../../domain/runbooks/runTexts.ts";
import { type EndRun, runToEnd, stepAnswered } from "../contract/runbookRun.ts";
import { runbookRunWorkflowId } from "../ids.ts";
import { refusal } from "../kit/refusal.ts";
import { isAsked } from "../runbooks/activities.ts";
import { carryThrough, enter, prepare } from "./firstResponse.ts";
import { begin, type IncidentRun } from "./incidentRun.ts";

/** Starts a runbook for an operator. One that cannot run is refused, and nothing changes. */
export async function startRunbookBy(
  run: IncidentRun,
  said: ActionSaid<"startRunbook">,
  request: string,
): Promise<string> {
  const { firstResponse = null } = run.handling;
  const ofRule = firstResponse?.runbook === said.runbook ? firstResponse.with : {};
  const order = {
    incident: run.opening.number,
    step: startedRunStep(run.memory.occurrence, request),
    kind: "primary" as const,
    runbook: said.runbook,
    with: said.with ?? ofRule,
    target: said.target ?? null,
    actor: { by: said.by, request },
    at: Date.now(),
  };
  // Registered before anything is looked up, so that the second of two simultaneous operators is refused.
  const { entry, leave } = enter(run, order);
  let ready: ReadyRun;
  try {
    ready = await readyOrRefused(order);
  } catch (error) {
    leave();
    throw error;
  }
  const { handling } = run;
  begin(run, `手順書「${ready.runbook.title}」`, () =>
    carryThrough(run, handling, ready, entry).finally(leave),
  );
  return ready.run;
}

async function readyOrRefused(order: RunOrder): Promise<ReadyRun> {
  const prepared = await prepare(order).catch(() => {
    throw refusal("unavailable", runTexts.broke({ runbook: order.runbook }));
  });
  if (prepared.result !== "ready") throw refusal(codeOf(prepared), prepared.why);
  return prepared;
}

/** The code the API answers, with the field at fault if there is one. */
function codeOf({ result, field }: Exclude<PreparedRun, ReadyRun>): string {
  if (result === "skipped") return "plan_excludes";
  if (field === null) return "cannot_run";
  return field.startsWith("with") ? "bad_parameters" : `bad_${field}`;
}

/** Ends all runs in progress and returns how many. */
export async function abortRunbooksBy(run: IncidentRun, ending: EndRun): Promise<number> {
  const all = [...run.runs.values()];
  await Promise.all(
    all.map((one) => {
      // A run that is only about to begin is told as it begins.
      one.ending ??= ending;
      return one.ready?.signal(runToEnd, ending).catch(() => undefined);
    }),
  );
  return all.length;
}

export async function answerRunbookBy(
  run: IncidentRun,
  said: ActionSaid<"answerRunbook">,
  request: string,
): Promise<void> {
  const { by, path, answer, note } = said;
  const workflowId = runbookRunWorkflowId(said.run);
  const child = [...run.runs.values()].find((one) => one.workflowId === workflowId)?.ready;
  if (child == null) throw refusal("no_runbook_running", runRefusalTexts.noRun());
  const step = `${said.run} ${path}`;
  // Checked before anything is looked up, so that the second of two simultaneous operators is refused.
  if (run.answeredSteps.has(step)) throw refusal("not_asked", runRefusalTexts.notAsked());
  run.answeredSteps.add(step);
  if (!(await isAsked({ run: said.run, path }))) {
    run.answeredSteps.delete(step);
    throw refusal("not_asked", runRefusalTexts.notAsked());
  }
  await child.signal(stepAnswered, { by, path, answer, request, ...(note !== undefined && { note }) });
}
