import { phrases, wording } from "../words/phrase.ts";
import { words } from "../words/sentence.ts";

/** How an automatic call ended, in the words of the glossary. */
export const callOutcomeTexts = words({
  acknowledged: ["応答(1)", "acknowledged (1)"],
  ignored: ["応答なし操作", "answered, no key pressed"],
  missed: ["不在", "no answer"],
  busy: ["話中", "busy"],
  failed: ["発信失敗", "call failed"],
  aborted: ["中止", "stopped"],
  skipped: ["スキップ", "skipped"],
  unknown: ["結果未確認", "outcome unknown"],
});

/** How an operator's call ended, in the operator's words (R5.3.2). */
export const callResultTexts = words({
  reached: ["ご本人に連絡済み", "reached in person"],
  "no-answer": ["応答なし", "no answer"],
  busy: ["話中", "busy"],
  voicemail: ["留守番電話", "voicemail"],
  "wrong-person": ["ご本人以外が応答", "somebody else answered"],
  failed: ["発信失敗", "call failed"],
});

/** Why a number was not rung, or why its call ended. */
export const callReasonTexts = phrases("call-reason", {
  skipInterval: wording(
    "スキップ間隔{minutes}分以内に#{incident}の件で架電済みのため",
    "called for #{incident} within the skip interval of {minutes} minutes",
  ),
  twice: ["同じ番号にこの巡で発信済みのため", "the same number was called in this round already"],
  noNumber: ["電話番号が登録されていません", "no telephone number is registered"],
  stoppedBefore: [
    "発信前に対応確認または復旧があったため、発信していません",
    "not called: acknowledged or recovered before the call went out",
  ],
  pressedTooLate: [
    "1が押されましたが、すでに別の方が対応中か、対応が終了していました",
    "1 was pressed, but somebody else had already acknowledged it, or it was over",
  ],
  hungUpByKey: ["*で通話を終了されました", "hung up with *"],
  noLongerNeeded: [
    "架電の必要がなくなったため、こちらから終了しました",
    "we ended it: the call was no longer needed",
  ],
  providerFailed: ["電話会社が発信できませんでした", "the telephone company could not place the call"],
  noKey: [
    "1が押されないまま通話が終わりました（留守番電話を含みます）",
    "the call ended without a 1 (also for voicemail)",
  ],
  tooLong: [
    "通話の最長時間を過ぎたため、こちらから終了しました",
    "we ended it after the longest time for a call",
  ],
  noWord: [
    "電話会社から通話の結果を確認できませんでした",
    "the telephone company could not say how the call ended",
  ],
  perhapsPlaced: [
    "電話会社に発信の有無を確認できませんでした（かけ直していません）",
    "the telephone company could not say whether the call was placed (not called again)",
  ],
  neverPlaced: [
    "電話会社に発信の記録がありません（電話は鳴っていません）",
    "the telephone company has no record of the call (no telephone rang)",
  ],
});

/** Why an operator's call came to nothing. */
export const operatorCallReasonTexts = phrases("operator-call-reason", {
  operatorNotRung: [
    "オペレーターの電話へ発信できませんでした",
    "the operator's telephone could not be called",
  ],
  noResult: ["架電結果が記録されませんでした", "nobody recorded the result of the call"],
  neverCalled: [
    "電話会社に、お客様への発信の記録がありません（電話は鳴っていません）",
    "the telephone company has no record of a call to the customer (no telephone rang)",
  ],
  contactNotRung: [
    "電話会社がお客様の電話へ発信できませんでした",
    "the telephone company could not call the customer's telephone",
  ],
  hungUpWhileRinging: [
    "お客様の電話を呼び出し中に、通話が切られました",
    "the call was hung up while the customer's telephone rang",
  ],
  notConnected: [
    "オペレーターの電話でつなぐ操作がありませんでした",
    "nobody pressed the key on the operator's telephone to be put through",
  ],
  operatorNoAnswer: [
    "オペレーターの電話に応答がありませんでした",
    "the operator's telephone was not answered",
  ],
  operatorBusy: ["オペレーターの電話が話中でした", "the operator's telephone was busy"],
  operatorFailed: [
    "オペレーターの電話に発信できませんでした",
    "the operator's telephone could not be reached",
  ],
  operatorCanceled: [
    "オペレーターの電話の呼び出しが取り消されました",
    "ringing the operator's telephone was cancelled",
  ],
});
