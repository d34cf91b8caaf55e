import { phrases } from "../words/phrase.ts";

/** Why a recipient gets nothing; for calls, `callReasonTexts` has more reasons. */
export const unreachableTexts = phrases("unreachable", {
  noMail: ["メールアドレスが登録されていません", "no mail address is registered"],
  triedInThisTest: [
    "同じ宛先をすでにこのテストで確認するため",
    "this test already tries the same address or number",
  ],
});
