import { sentence } from "./sentence.ts";

/** Why nothing is sent to one of several recipients. */
export const unreachableTexts = {
  noPhone: sentence("電話番号が登録されていません", "no telephone number is registered"),
  noMail: sentence("メールアドレスが登録されていません", "no mail address is registered"),
  numberInThisRound: sentence(
    "同じ番号にこの巡で発信済みのため",
    "the same number was called in this round already",
  ),
  triedInThisTest: sentence(
    "同じ宛先をすでにこのテストで確認するため",
    "this test tries the same address or number already",
  ),
};
