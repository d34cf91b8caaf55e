import { callResults } from "../../calls/operators/result.ts";
import { longestTexts } from "../../people/said.ts";
import { placedAtTexts } from "../../words/fields.ts";
import type { Text } from "../../words/phrase.ts";
import { sentence } from "../../words/sentence.ts";
import { action, always, operators } from "./action.ts";
import { choice, instant, name, optional, text } from "./fields.ts";
import { whileCallsGoOn } from "./placeCall.ts";
import { withCustomer } from "./situation.ts";

const shared = {
  contact: name(),
  placedAt: optional(instant()),
  note: optional(text(longestTexts.note)),
};

/** R5.3.2 */
export const recordCallResult = action({
  path: "call-results",
  roles: operators,
  fields: { ...shared, result: choice(callResults) },
  body: { ...shared, outcome: choice(callResults) },
  /** Accepts the result of a call that was placed, even after its list has ended. */
  rule: (situation, asked) =>
    (situation.callUnsettled === true ? withCustomer : whileCallsGoOn)(situation, asked),
  fieldAtFault: { not_on_list: "contact", contact_without_phone: "contact" },
  consequence: always(
    sentence(
      "架電の結果を記録します。「連絡できた」は対応確認になり、有人架電を終えます。",
      'Records the result of the call. "Reached" acknowledges the incident and ends the operators\' calls.',
    ),
  ),
  words: {
    summary: "Records the result of a call, including one made by hand",
    temporal: `架電結果を記録する: { "by": "名前", "contact": "連絡先のID", "result": "${callResults.join(" | ")}", "note": "メモ" }`,
    log: sentence("架電結果の記録", "Result of a call"),
    done: sentence("架電の結果を記録しました", "Result recorded"),
  },
});

const clockSkewMilliseconds = 60_000;

/**
 * A call placed before detection must not count as a first response (R3.1a). A call in the future has not been
 * placed.
 */
export function placedAtProblem(at: number, detectedAt: number, now: number): Text | null {
  if (at < detectedAt) return placedAtTexts.beforeDetection();
  return at > now + clockSkewMilliseconds ? placedAtTexts.future() : null;
}
