import { longestTexts } from "../../people/said.ts";
import { runRefusalTexts } from "../../runbooks/runTexts.ts";
import { sentence } from "../../words/sentence.ts";
import { action, always, operators } from "./action.ts";
import { choice, described, name, optional, runId, text } from "./fields.ts";
import { allowed, type Rule, refuse } from "./situation.ts";

export const whileRunbookRuns: Rule = ({ runbookRunning }) =>
  runbookRunning ? allowed : refuse("no_runbook_running", runRefusalTexts.noRun());

/** Answers a step of a runbook: an operator's decision, or whether a manual step was done. */
export const answerRunbook = action({
  path: "runbook-answers",
  roles: operators,
  fields: {
    run: described(runId(), "One of `runbookRuns`"),
    path: described(name(), "The step's, as the run's steps show it"),
    answer: choice(["yes", "no"]),
    note: optional(text(longestTexts.note)),
  },
  rule: whileRunbookRuns,
  consequence: always(
    sentence("手順書は、選んだ回答のとおりに続きます。", "The runbook goes on with your answer."),
  ),
  words: {
    summary: "Answers a runbook's question, or says whether a manual step was done",
    temporal:
      '手順書の問いに答える: { "by": "名前", "run": "実行のID", "path": "steps[1]", "answer": "yes" または "no", "note": "メモ" }',
    log: sentence("手順書への回答", "Answer a runbook"),
    done: sentence("回答しました", "Answered"),
  },
});
