import { longestTexts } from "../../people/said.ts";
import { phrases, wording } from "../../words/phrase.ts";
import { sentence } from "../../words/sentence.ts";
import { refusalTexts } from "../steeringTexts.ts";
import { action, operators } from "./action.ts";
import { optional, text } from "./fields.ts";
import { allowed, refuse } from "./situation.ts";

const refusals = phrases("escalate", {
  nothingToEscalate: ["対応ルールにエスカレーションの定めがありません", "Its rule has no escalation"],
  escalated: ["エスカレーションはすでに始まっています", "The escalation has begun already"],
  escalatedBy: wording("エスカレーションは{by}がすでに始めています", "{by} has begun the escalation already"),
});

const unplanned = sentence(
  "エスカレーションの宛先へメールし、有人架電を始めます。",
  "Mails the escalation's recipients and begins the operators' calls.",
);

/** R5.3.2 */
export const escalate = action({
  path: "escalate",
  roles: operators,
  fields: { reason: optional(text(longestTexts.reason)) },
  refusals,
  rule({ state, escalation, escalatedBy }) {
    if (escalation === "none") return refuse("nothing_to_escalate", refusals.nothingToEscalate());
    if (escalation === "begun")
      return refuse(
        "already_escalated",
        escalatedBy == null ? refusals.escalated() : refusals.escalatedBy({ by: escalatedBy }),
      );
    return state === "recovered" ? refuse("already_recovered", refusalTexts.recovered()) : allowed;
  },
  consequence: ({ escalation, language }) => escalation ?? unplanned(language),
  words: {
    summary: "Mails the escalation's recipients and opens the operators' call list",
    temporal:
      'エスカレーションする: 定められた宛先へメールし、有人架電を始めます。{ "by": "名前", "reason": "理由" }',
    log: sentence("エスカレーション", "Escalate"),
    done: sentence("エスカレーションを始めました", "Escalation has begun"),
  },
  button: { label: sentence("エスカレーション", "Escalate"), key: "e" },
});
