import { sentence, words } from "../words/sentence.ts";

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

/** What became of an operator's call, in the operator's words (R5.3.2). */
export const callResultTexts = words({
  reached: ["ご本人に連絡済み", "reached in person"],
  "no-answer": ["応答なし", "no answer"],
  busy: ["話中", "busy"],
  voicemail: ["留守番電話", "voicemail"],
  "wrong-person": ["ご本人以外が応答", "somebody else answered"],
  failed: ["発信失敗", "call failed"],
});

/** Lines about automatic calls. */
export const callLineTexts = {
  placed: sentence(
    "{name} 様へ架電しました（{round}巡目{position}番）",
    "Called {name} (round {round}, place {position})",
  ),
  skipped: sentence("{name} 様への架電をスキップしました（{$reason}）", "Skipped calling {name} ({$reason})"),
  unanswered: sentence(
    "{name} 様への架電の依頼に電話会社の応答がありません（{$reason}）。かけ直さずに確認します",
    "The telephone company did not answer the request to call {name} ({$reason}). Checked without calling again",
  ),
  refused: sentence("{name} 様へ発信できませんでした（{$reason}）", "Could not call {name} ({$reason})"),
  ended: sentence("{name} 様への架電: {$outcome}", "Call to {name}: {$outcome}"),
  endedBecause: sentence(
    "{name} 様への架電: {$outcome}（{$reason}）",
    "Call to {name}: {$outcome} ({$reason})",
  ),
  perhapsPlaced: sentence(
    "{name} 様への架電: 電話会社に発信の有無を確認できませんでした（かけ直していません）",
    "Call to {name}: the telephone company could not say whether it was placed (not called again)",
  ),
  listReachedNobody: sentence(
    "架電リストのどなたにも繋がりませんでした",
    "Nobody on the call list was reached",
  ),
  listAllSkipped: sentence(
    "架電リストの全員がスキップ間隔内のため、架電しませんでした",
    "Nobody was called: everybody on the call list is within the skip interval",
  ),
};

/** Why a number was not rung, or how its call came to its end. */
export const callReasonTexts = {
  skipInterval: sentence(
    "スキップ間隔{minutes}分以内に#{incident}の件で架電済みのため",
    "called for #{incident} within the skip interval of {minutes} minutes",
  ),
  ...words({
    twice: ["同じ番号にこの巡で発信済みのため", "the same number was called in this round already"],
    noNumber: ["電話番号が登録されていません", "no telephone number is registered"],
    stoppedBefore: [
      "発信前に対応確認または復旧があったため、発信していません",
      "not called: acknowledged or recovered before the call went out",
    ],
    pressedTooLate: [
      "1が押されましたが、すでに別の方が対応中か、対応が終了していました",
      "1 was pressed, but somebody else had it already, or it was over",
    ],
    hungUpByKey: ["*で通話を終了されました", "hung up with *"],
    noLongerNeeded: [
      "架電の必要がなくなったため、こちらから終了しました",
      "ended by us: the call was no longer needed",
    ],
    providerFailed: ["電話会社が発信できませんでした", "the telephone company could not place the call"],
    noKey: [
      "1が押されないまま通話が終わりました（留守番電話を含みます）",
      "the call ended without a 1 (also for voicemail)",
    ],
    tooLong: [
      "通話の最長時間を過ぎたため、こちらから終了しました",
      "ended by us after the longest time for a call",
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
  }),
};

/** Lines about the calls that operators make. */
export const operatorCallLineTexts = {
  ringing: sentence(
    "{$by} の電話を呼び出しています（{name} 様 へおつなぎします）",
    "Ringing {$by}'s telephone (to be put through to {name})",
  ),
  unanswered: sentence(
    "{$by} の電話の呼び出しに電話会社の応答がありません（{$reason}）。かけ直さずに確認します",
    "The telephone company did not answer the request to ring {$by}'s telephone ({$reason}). Checked without ringing again",
  ),
  refused: sentence(
    "{$by} の電話を呼び出せませんでした（{$reason}）",
    "Could not ring {$by}'s telephone ({$reason})",
  ),
  called: sentence("{name} 様へ電話しました", "Telephoned {name}"),
  resultWanted: sentence(
    "{name} 様 との通話が終わりました。どなたと話したか、結果の記録を待っています",
    "The call with {name} is over. Waiting for its result: who was spoken to",
  ),
  result: sentence("{name} 様への電話: {$result}", "Operator's call to {name}: {$result}"),
  resultBecause: sentence(
    "{name} 様への電話: {$result}（{$reason}）",
    "Operator's call to {name}: {$result} ({$reason})",
  ),
  note: sentence("{name} 様への電話のメモ: {note}", "Note on the call to {name}: {note}"),
};

/** Why an operator's call came to nothing. */
export const operatorCallReasonTexts = words({
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
    "nobody pressed the key to put it through on the operator's telephone",
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

/** Somebody called us back. */
export const callbackTexts = {
  came: sentence("{name} 様から折り返しのお電話がありました", "{name} called back"),
  wanted: sentence(
    "{name} 様がオペレーターとの通話を希望されています",
    "{name} asks to speak with an operator",
  ),
  connected: sentence("{name} 様からのお電話をお受けしました", "Took the call from {name}"),
  ...words({
    unknownCame: ["お客様 様から折り返しのお電話がありました", "The customer called back"],
    unknownWanted: [
      "お客様 様がオペレーターとの通話を希望されています",
      "The customer asks to speak with an operator",
    ],
    unknownConnected: ["お客様 様からのお電話をお受けしました", "Took the call from the customer"],
    nobodyAnswered: [
      "折り返しのお電話をオペレーターにつなげませんでした。お客様へのご連絡が必要です",
      "The caller could not be put through to an operator. The customer needs to be contacted",
    ],
  }),
};
