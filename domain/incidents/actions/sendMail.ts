import { longestTexts } from "../../people/said.ts";
import { sentence } from "../../words/sentence.ts";
import { action, always, operators } from "./action.ts";
import { described, line, names, optional, text } from "./fields.ts";
import { withCustomer } from "./situation.ts";

/** R5.3.1 */
export const sendMail = action({
  path: "mails",
  roles: operators,
  fields: {
    to: described(names("recipients"), "Contacts' ids, or their mail addresses"),
    subject: described(optional(line(longestTexts.subject)), "Left out: the standard text"),
    body: optional(text(longestTexts.body)),
  },
  rule: withCustomer,
  consequence: always(
    sentence(
      "選んだ宛先へ、表示どおりの内容で今すぐ送信します。初動対応に数えられます。",
      "Goes at once to those you choose, exactly as shown. It counts as a first response.",
    ),
  ),
  words: {
    summary: "Mails contacts of the customer; left out, the text is the standard one",
    temporal:
      'メールを送る: { "by": "名前", "to": ["連絡先のID"], "subject": "件名", "body": "本文" }。件名と本文を省くと定型文',
    log: sentence("メール送信", "Send mail"),
    done: sentence("メールの送信を始めました", "Mail is on its way"),
  },
  button: { label: sentence("メールを送る", "Send mail"), key: "m" },
});
