import { longestTexts } from "../../people/said.ts";
import { sentence } from "../../words/sentence.ts";
import { action, always, operators } from "./action.ts";
import { text } from "./fields.ts";
import { anytime } from "./situation.ts";

/** R5.1e */
export const resolve = action({
  path: "resolve",
  isBulk: true,
  roles: operators,
  fields: { reason: text(longestTexts.reason) },
  rule: anytime,
  consequence: always(
    sentence(
      "復旧を待たずに終了します。残りの架電と送信を取りやめ、お客様には自動で連絡しません。",
      "Closes it without waiting for a recovery. Remaining calls and messages are dropped, and the customer is not told automatically.",
    ),
  ),
  words: {
    summary: "Closes it as done, even without a recovery",
    temporal:
      '対応完了にする: 復旧の知らせがなくても終了します。お客様には自動で連絡しません。{ "by": "名前", "reason": "理由" }',
    log: sentence("対応完了", "Resolve"),
    done: sentence("対応完了にしました", "Resolved"),
  },
  button: { label: sentence("対応完了", "Resolve"), key: "r" },
});
