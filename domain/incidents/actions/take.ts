import { phrases, wording } from "../../words/phrase.ts";
import { sentence } from "../../words/sentence.ts";
import { action, operators } from "./action.ts";
import { described, name, optional } from "./fields.ts";
import { allowed, refuse } from "./situation.ts";

const refusals = phrases("take", { taken: wording("{by}が担当しています", "{by} has it") });

const takes = sentence("あなたが担当者として全員に表示されます。", "Everybody sees that you have it.");
const takesOver = sentence(
  "{by}からあなたに引き継がれ、全員に表示されます。",
  "You take it over from {by}, and everybody sees it.",
);

export const take = action({
  path: "take",
  isBulk: true,
  roles: operators,
  fields: { from: described(optional(name()), "The operator to take it over from") },
  refusals,
  /** Taking over requires the holder's name, so nobody takes over without knowing; anyone else is told who holds it. */
  rule: ({ takenBy }, { by, from }) =>
    takenBy === null || takenBy === by || takenBy === from
      ? allowed
      : refuse("taken", refusals.taken({ by: takenBy })),
  consequence: ({ situation: { takenBy }, language }) =>
    takenBy === null ? takes(language) : takesOver({ by: takenBy }, language),
  words: {
    summary: "Takes the incident in hand; `from` takes it over from another operator",
    temporal: '担当する: { "by": "名前" }。引き継ぐときは { "by": "名前", "from": "いまの担当者" }',
    log: sentence("担当", "Take"),
    done: sentence("あなたが担当になりました", "You have it in hand"),
  },
  button: { label: sentence("担当する", "Take"), key: "n" },
});
