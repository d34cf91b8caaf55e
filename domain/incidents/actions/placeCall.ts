import { callsOverTexts } from "../../calls/operators/texts.ts";
import { sentence } from "../../words/sentence.ts";
import { action, always, operators } from "./action.ts";
import { described, name, optional, phone } from "./fields.ts";
import { type ActionDecision, type Asked, refuse, type Situation, withCustomer } from "./situation.ts";

/** R5.3.2 */
export const placeCall = action({
  path: "calls",
  roles: operators,
  fields: { contact: name(), operatorPhone: phone() },
  body: {
    contact: name(),
    operatorPhone: described(optional(phone()), "Rung first; left out: the person's own telephone"),
  },
  rule: whileCallsGoOn,
  fieldAtFault: {
    not_on_list: "contact",
    contact_without_phone: "contact",
    too_many_phones: "operatorPhone",
  },
  consequence: always(
    sentence(
      "先にあなたの電話が鳴り、1を押すとお客様につながります。通話は録音されます。",
      "Your own phone rings first; press 1 and you are put through to the customer. The call is recorded.",
    ),
  ),
  words: {
    summary: "Rings the operator's own telephone, then joins the contact; recorded",
    temporal:
      '電話する: 先に自分の電話が鳴り、1を押すとお客様につながります（録音）。{ "by": "名前", "contact": "連絡先のID", "operatorPhone": "+819012345678" }',
    log: sentence("架電", "Call"),
    done: sentence("あなたの電話を呼び出しています", "Your telephone is being rung"),
  },
  button: { label: sentence("電話する", "Call"), key: "c" },
});

/** Allows the action until the operators' call list has ended, if there is one. */
export function whileCallsGoOn(situation: Situation, asked: Asked): ActionDecision {
  const { operatorCalls } = situation;
  if (operatorCalls === null || operatorCalls === "running") return withCustomer(situation, asked);
  return refuse("call_list_ended", callsOverTexts[operatorCalls]());
}
