import type { RunOrder } from "../../activities/runbooks/contract.ts";
import { engine, typedName } from "../../domain/people/actor.ts";
import type { RunState } from "../../domain/runbooks/story.ts";
import { secondaryResultTexts as results } from "../../domain/secondary/texts.ts";
import type { Text } from "../../domain/words/phrase.ts";
import { remote } from "../runbooks/activities.ts";
import { carryOut } from "../runbooks/carryOut.ts";
import { secondaryActs } from "./activities.ts";
import { priorityOf, type SecondaryRun } from "./responseRun.ts";

interface End {
  state: RunState;
  summary: Text;
}

/** Runs exactly the runbook that was agreed to and returns how it ended. */
export async function runRunbook(run: SecondaryRun): Promise<End> {
  const { input, view } = run;
  const { secondary, incident } = input;
  const { id, with: parameters } = view!.runbook!;
  const agreed = await secondaryActs.isRunbookAsAgreed.executeWithOptions(
    { summary: "合意した手順書のままか" },
    [{ secondary }],
  );
  if (run.view?.abort != null) return { state: "aborted", summary: results.abortedUnbegun() };
  if (!agreed) return { state: "refused", summary: results.runChanged() };
  const order: RunOrder = {
    incident,
    step: `secondary/${secondary}/run`,
    kind: "secondary",
    runbook: id,
    with: parameters,
    target: `${view!.system}/${view!.target}`,
    actor: actorOf(run),
    at: Date.now(),
  };
  const prepared = await remote.prepareRun.executeWithOptions({ summary: `手順書「${id}」の準備` }, [order]);
  if (prepared.result !== "ready") return { state: prepared.result, summary: prepared.why };
  try {
    return await carryOut(prepared, { incident, priority: priorityOf(run) }, (begun) => {
      run.runbookRun = begun;
    });
  } finally {
    run.runbookRun = null;
  }
}

/** null: the engine itself, because the scheduled time came. */
function actorOf({ view }: SecondaryRun): RunOrder["actor"] {
  const begun = view!.begun!;
  return begun.by === engine ? null : { by: typedName(begun.by), request: begun.request };
}
