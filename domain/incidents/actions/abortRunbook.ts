import { longestTexts } from "../../people/said.ts";
import { sentence } from "../../words/sentence.ts";
import { action, always, operators } from "./action.ts";
import { whileRunbookRuns } from "./answerRunbook.ts";
import { optional, text } from "./fields.ts";

export const abortRunbook = action({
  path: "abort-runbook",
  roles: operators,
  fields: { reason: optional(text(longestTexts.reason)) },
  rule: whileRunbookRuns,
  consequence: always(
    sentence(
      "実行中の作業を終わらせ、取り消しの手順を行ってからエスカレーションします。",
      "Ends the step under way, undoes what can be undone, and escalates.",
    ),
  ),
  words: {
    summary: "Ends the runbook under way and undoes what can be undone",
    temporal: '実行中の手順書を中止する: 取り消しの手順を行います。{ "by": "名前", "reason": "理由" }',
    log: sentence("手順書の中止", "Abort a runbook"),
    done: sentence("手順書を中止しています", "The runbook is being aborted"),
  },
  button: {
    label: sentence("手順書を中止", "Abort runbook"),
    isDangerous: true,
    isShownOnlyWhenAllowed: true,
  },
});
