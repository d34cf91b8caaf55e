import { setHandler } from "@temporalio/workflow";
import type { Said } from "../../domain/people/said.ts";
import { decideSecondaryAction, type SecondaryAction } from "../../domain/secondary/actions.ts";
import { type DeclaredAction, declarationOf, declaredActions } from "../../domain/secondary/declarations.ts";
import { type SecondaryStands, secondaryChanged } from "../contract/secondaryResponse.ts";
import { hear } from "../kit/hear.ts";
import { refusal } from "../kit/refusal.ts";
import { secondaryActs } from "./activities.ts";
import type { SecondaryRun } from "./responseRun.ts";

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
  for (const action of declaredActions) listenTo(run, action);
}

type Word = Said & Record<string, unknown>;

function listenTo(run: SecondaryRun, action: DeclaredAction): void {
  const declaration = declarationOf(action);
  hear<Word, SecondaryStands>(action, declaration, {
    check: () => guard(run, action),
    async act(word, request) {
      const { secondary } = run.input;
      const fact = { secondary, act: declaration.act(word, word.by), request, at: Date.now() };
      const options = { summary: `${action}: ${word.by}` };
      const answer = await secondaryActs.sayToSecondary.executeWithOptions(options, [fact]);
      run.stale = true;
      return answer;
    },
  });
}

const nobodyKnown = { role: null, name: null };

/** Checks against the row as last read; the row itself decides. */
function guard({ view }: SecondaryRun, action: SecondaryAction): void {
  if (view === null) return;
  const situation = { ...view, byRunbook: view.runbook !== null };
  const decision = decideSecondaryAction(action, nobodyKnown, situation, Date.now());
  if (!decision.allowed) throw refusal(decision.code, decision.reason);
}
