import { defineUpdate, setHandler } from "@temporalio/workflow";
import { problemOf } from "../../domain/incidents/actions/fields.ts";
import type { Said } from "../../domain/people/said.ts";
import { decideSecondaryAction, type SecondaryAction } from "../../domain/secondary/actions.ts";
import { type DeclaredAction, declarationOf, declaredActions } from "../../domain/secondary/declarations.ts";
import { type SecondaryStands, secondaryChanged } from "../contract/secondaryResponse.ts";
import { refusal } from "../kit/refusal.ts";
import { mustBeName, mustBeObject, requestName } from "../kit/said.ts";
import { secondaryActs } from "./activities.ts";
import type { SecondaryRun } from "./responseRun.ts";

/** A name typed in the Temporal UI proves nothing. */
const here = "この画面からは本人確認されず、名前は「未確認」と記録されます";

/**
 * Handles what people say in the Temporal UI. The API writes its rows first instead, so that nobody waits for
 * Temporal, and then sends `changed`.
 */
export function listen(run: SecondaryRun): void {
  setHandler(
    secondaryChanged,
    () => {
      run.stale = true;
    },
    { description: "記録が変わったという知らせ。Tobanの中継が送ります" },
  );
  for (const action of declaredActions) hear(run, action);
}

type Word = Said & Record<string, unknown>;

function hear(run: SecondaryRun, action: DeclaredAction): void {
  const { fields, act, words } = declarationOf(action);
  const handle = async (word: Word): Promise<SecondaryStands> => {
    const { secondary } = run.input;
    const fact = { secondary, act: act(word, word.by), request: requestName(), at: Date.now() };
    const answer = await secondaryActs.sayToSecondary.executeWithOptions(
      { summary: `${action}: ${word.by}` },
      [fact],
    );
    run.stale = true;
    return answer;
  };
  const validator = (word: Word): void => {
    mustBeObject(word);
    mustBeName(word.by);
    const problem = problemOf(fields, word);
    if (problem !== null) throw refusal("invalid_input", problem);
    guard(run, action);
  };
  const update = defineUpdate<SecondaryStands, [Word]>(action);
  setHandler(update, handle, { description: `${words.temporal}。${here}`, validator });
}

const nobodyKnown = { role: null, name: null };

/** Checks against the row as last read; the row itself decides. */
function guard({ view }: SecondaryRun, action: SecondaryAction): void {
  if (view === null) return;
  const situation = { ...view, byRunbook: view.runbook !== null };
  const decision = decideSecondaryAction(action, nobodyKnown, situation, Date.now());
  if (!decision.allowed) throw refusal(decision.code, decision.reason);
}
