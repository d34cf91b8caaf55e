import { longestTexts } from "../../people/said.ts";
import { sentence } from "../../words/sentence.ts";
import { action, always, operators } from "./action.ts";
import { text } from "./fields.ts";
import { anytime } from "./situation.ts";

export const recordNote = action({
  path: "notes",
  roles: operators,
  fields: { text: text(longestTexts.note) },
  rule: anytime,
  consequence: always(
    sentence("経過に残ります。お客様には見えません。", "Stays on the timeline. Customers do not see it."),
  ),
  words: {
    summary: "Leaves a note that customers do not see",
    temporal: 'メモを残す（お客様には見えません）: { "by": "名前", "text": "内容" }',
    log: sentence("メモの記録", "Note"),
    done: sentence("メモを記録しました", "Note kept"),
  },
  button: { label: sentence("メモ", "Note") },
});
