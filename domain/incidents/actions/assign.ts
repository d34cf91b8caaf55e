import { saidTexts } from "../../words/fields.ts";
import { phrases, wording } from "../../words/phrase.ts";
import { sentence } from "../../words/sentence.ts";
import { action, operators } from "./action.ts";
import { line, name, optional } from "./fields.ts";
import { allowed, refuse } from "./situation.ts";

const refusals = phrases("assign", {
  notInTriage: [
    "振り分け待ちではないため、対応ルールを割り当てられません",
    "It is not in triage, so no rule can be assigned",
  ],
  assignedBy: wording("{by}がすでに割り当てています", "{by} has assigned it already"),
});

const assignsRule = sentence(
  "ルールどおりの通知がすぐに始まります。同じ警報は次回からこのルールで対応します。",
  "Its notifications begin at once. From now on, this rule also handles the same alarm.",
);
const assignsCustomer = sentence(
  "お客様の対応ルールどおりの通知がすぐに始まります。同じ警報は次回からこのお客様のものとして扱います。",
  "The customer's rules apply at once. From now on, the same alarm belongs to this customer.",
);

/** R5.1a: assigns a rule of the incident's customer, or a customer while the incident has none. */
export const assign = action({
  path: "assign",
  roles: operators,
  fields: { rule: optional(line(1000)), customer: optional(name()) },
  together: ({ rule, customer }) =>
    (rule === undefined) === (customer === undefined)
      ? { path: "rule", message: saidTexts.ruleOrCustomer() }
      : null,
  refusals,
  rule({ state, assignedBy }) {
    if (state === "triage") return allowed;
    const reason = assignedBy == null ? refusals.notInTriage() : refusals.assignedBy({ by: assignedBy });
    return refuse("not_in_triage", reason);
  },
  fieldAtFault: { unknown_rule: "rule", unknown_customer: "customer" },
  consequence: ({ situation, language }) => (situation.hasCustomer ? assignsRule : assignsCustomer)(language),
  words: {
    summary: "Gives an incident in triage its rule or its customer",
    temporal:
      '対応ルール（お客様が未特定なら、お客様）を割り当てる: { "by": "名前", "rule": "ルール名" } または { "by": "名前", "customer": "お客様のID" }',
    log: sentence("振り分け", "Assign"),
    done: sentence("割り当てました", "Assigned"),
  },
});
