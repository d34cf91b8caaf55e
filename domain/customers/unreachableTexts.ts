import { sentence } from "../words/sentence.ts";

/** Why a recipient gets nothing; of calls, `callReasonTexts` says more. */
export const unreachableTexts = {
  noMail: sentence("メールアドレスが登録されていません", "no mail address is registered"),
  triedInThisTest: sentence(
    "同じ宛先をすでにこのテストで確認するため",
    "this test tries the same address or number already",
  ),
};
