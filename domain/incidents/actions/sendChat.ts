import { longestTexts } from "../../people/said.ts";
import { sentence } from "../../words/sentence.ts";
import { action, always, operators } from "./action.ts";
import { names, optional, text } from "./fields.ts";
import { withCustomer } from "./situation.ts";

/** R5.4 */
export const sendChat = action({
  path: "chats",
  roles: operators,
  fields: { to: names("chats"), text: optional(text(longestTexts.chat)) },
  rule: withCustomer,
  consequence: always(
    sentence(
      "選んだチャットへ今すぐ投稿します。初動対応には数えられません。",
      "Goes at once to the chats that you choose. It does not count as a first response.",
    ),
  ),
  words: {
    summary: "Posts to chats of the customer",
    temporal:
      'チャットに投稿する: { "by": "名前", "to": ["チャットのID"], "text": "本文" }。本文を省くと定型文',
    log: sentence("チャット投稿", "Post to chat"),
    done: sentence("チャットへの投稿を始めました", "Post is on its way"),
  },
  button: { label: sentence("チャットに投稿", "Post to chat") },
});
