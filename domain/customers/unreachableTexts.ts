import { phrases } from "../words/phrase.ts";

/** Why a recipient gets nothing; of calls, `callReasonTexts` says more. */
export const unreachableTexts = phrases("unreachable", {
  noMail: ["メールアドレスが登録されていません", "no mail address is registered"],
  triedInThisTest: [
    "同じ宛先をすでにこのテストで確認するため",
    "this test tries the same address or number already",
  ],
});
