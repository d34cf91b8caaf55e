import { sentence } from "../../words/sentence.ts";
import { action, operators } from "./action.ts";
import { anytime } from "./situation.ts";

const stopsCalls = sentence(
  "これ以上の自動架電を止めます。復旧まで監視は続きます。",
  "Stops further automatic calls. It is watched until it recovers.",
);
const stopsAllCalls = sentence(
  "これ以上の自動架電と有人架電を止めます。復旧まで監視は続きます。",
  "Stops further automatic and operators' calls. It is watched until it recovers.",
);

/** R5.2.2f. The only action that customers' people have too. */
export const acknowledge = action({
  path: "acknowledge",
  isBulk: true,
  roles: [...operators, "customer"],
  fields: {},
  rule: anytime,
  consequence: ({ situation, language }) =>
    (situation.operatorCalls === "running" ? stopsAllCalls : stopsCalls)(language),
  words: {
    summary: "Acknowledges the incident and stops further calls; a second acknowledgement changes nothing",
    temporal: '対応確認: これ以上の自動架電と有人架電を止めます。{ "by": "名前" }',
    log: sentence("対応確認", "Acknowledge"),
    done: sentence("対応確認にしました", "Acknowledged"),
  },
  button: { label: sentence("対応確認", "Acknowledge"), key: "a" },
});
