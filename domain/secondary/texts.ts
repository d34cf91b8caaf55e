import { sentence, words } from "../words/sentence.ts";

export const secondaryKindTexts = words({
  response: ["復旧作業", "repair work"],
  "vendor-inquiry": ["ベンダーへの問い合わせ", "vendor inquiry"],
  "cause-analysis": ["原因調査", "cause analysis"],
});

export const secondaryStateTexts = words({
  proposed: ["ご回答待ち", "waiting for an answer"],
  approved: ["承認済み", "agreed"],
  scheduled: ["日時決定", "scheduled"],
  running: ["実施中", "under way"],
  verified: ["正常を確認", "verified"],
  failed: ["完了できず", "not completed"],
  reported: ["報告済み", "reported"],
  closed: ["終了", "closed"],
  declined: ["辞退", "declined"],
  expired: ["回答期限切れ", "expired"],
  withdrawn: ["取り下げ", "withdrawn"],
});

/** What people do by hand where nobody has said more. */
export const secondaryStepTexts = words({
  work: ["提案した作業を行う", "do the work that was proposed"],
  verify: ["正常に動作していることを確認する", "see that it works as it should"],
  ask: ["ベンダーへ問い合わせる", "ask the vendor"],
  answer: ["ベンダーの回答を受け取る", "receive the vendor's answer"],
  collect: ["ログと状況を確認する", "look at logs and circumstances"],
  cause: ["原因を特定する", "find the cause"],
  prevention: ["再発防止策を検討する", "consider how to prevent it"],
});

/** What happened to it, on its incident's timeline. */
export const secondaryLineTexts = {
  proposed: sentence(
    "障害二次対応#{id}: {$kind}を提案しました（宛先: {to}、回答期限: {until}）",
    "Secondary response #{id}: proposed {$kind} (to: {to}, to be answered by: {until})",
  ),
  approvedByLink: sentence(
    "障害二次対応#{id}: {by}様がメールのリンクで{$kind}を承認しました",
    "Secondary response #{id}: {by} agreed to {$kind} by the link in the mail",
  ),
  approvedByApi: sentence(
    "障害二次対応#{id}: {by}様がAPIで{$kind}を承認しました",
    "Secondary response #{id}: {by} agreed to {$kind} by the API",
  ),
  approvedByPhone: sentence(
    "障害二次対応#{id}: {by}様が電話で{$kind}を承認しました",
    "Secondary response #{id}: {by} agreed to {$kind} on the telephone",
  ),
  approvalHeard: sentence(
    "障害二次対応#{id}: {by}様が電話で{$kind}を承認したと{$heardBy}が記録しました。別のオペレーターの確認か、お客様のリンクでの承認を待っています",
    "Secondary response #{id}: {$heardBy} recorded that {by} agreed to {$kind} on the telephone. It waits for another operator to confirm it, or for the customer's link",
  ),
  confirmedBy: sentence(
    "{$said}（記録: {by}、確認: {other}）",
    "{$said} (recorded by {by}, confirmed by {other})",
  ),
  declinedByLink: sentence(
    "障害二次対応#{id}: {by}様がメールのリンクで{$kind}を辞退しました",
    "Secondary response #{id}: {by} declined {$kind} by the link in the mail",
  ),
  declinedByApi: sentence(
    "障害二次対応#{id}: {by}様がAPIで{$kind}を辞退しました",
    "Secondary response #{id}: {by} declined {$kind} by the API",
  ),
  declinedByPhone: sentence(
    "障害二次対応#{id}: {by}様が電話で{$kind}を辞退しました",
    "Secondary response #{id}: {by} declined {$kind} on the telephone",
  ),
  expired: sentence(
    "障害二次対応#{id}: 期限までにご回答がなかったため、{$kind}の提案は無効になりました",
    "Secondary response #{id}: nobody answered in time, so the proposal of {$kind} is void",
  ),
  expiredUnconfirmed: sentence(
    "障害二次対応#{id}: {by}様の電話での承認が期限までに確認されなかったため、{$kind}の提案は無効になりました",
    "Secondary response #{id}: nobody confirmed in time that {by} agreed on the telephone, so the proposal of {$kind} is void",
  ),
  scheduled: sentence(
    "障害二次対応#{id}: {$kind}の日時を{at}に決めました",
    "Secondary response #{id}: {$kind} is scheduled for {at}",
  ),
  begun: sentence("障害二次対応#{id}: {$kind}を開始しました", "Secondary response #{id}: {$kind} has begun"),
  begunEarly: sentence(
    "障害二次対応#{id}: {agreedBy}様の同意により、予定の日時を待たずに{$kind}を開始しました",
    "Secondary response #{id}: {$kind} has begun before its time, as {agreedBy} agreed",
  ),
  earlyHeard: sentence(
    "障害二次対応#{id}: 予定の日時を待たずに{$kind}を始めることに{by}様が電話で同意したと{$heardBy}が記録しました。別のオペレーターの確認か、お客様のリンクでの同意を待っています",
    "Secondary response #{id}: {$heardBy} recorded that {by} agreed on the telephone to begin {$kind} before its time. It waits for another operator to confirm it, or for the customer's link",
  ),
  begunEarlyByLink: sentence(
    "障害二次対応#{id}: {agreedBy}様がメールのリンクで同意したため、予定の日時を待たずに{$kind}を開始しました",
    "Secondary response #{id}: {$kind} has begun before its time, as {agreedBy} agreed by the link in the mail",
  ),
  earlyDenied: sentence(
    "障害二次対応#{id}: {by}様がメールのリンクで、{$kind}を今すぐ始めることには同意していないと回答しました。予定の日時に行います",
    "Secondary response #{id}: {by} answered by the link in the mail that they did not agree to begin {$kind} now. It is done at its time",
  ),
  begunInTime: sentence(
    "障害二次対応#{id}: 予定の日時になったため、{$kind}を開始しました",
    "Secondary response #{id}: its time has come, {$kind} has begun",
  ),
  aborted: sentence(
    "障害二次対応#{id}: 手順書の中止を指示しました",
    "Secondary response #{id}: ordered the runbook to end",
  ),
  stepDone: sentence(
    "障害二次対応#{id}: 手順{step}「{$title}」を実施しました",
    'Secondary response #{id}: step {step}, "{$title}", was done',
  ),
  stepNotDone: sentence(
    "障害二次対応#{id}: 手順{step}「{$title}」は実施できませんでした",
    'Secondary response #{id}: step {step}, "{$title}", could not be done',
  ),
  vendorTicket: sentence(
    "障害二次対応#{id}: {vendor}へ問い合わせました（受付番号: {ticket}）",
    "Secondary response #{id}: {vendor} was asked (ticket: {ticket})",
  ),
  vendorNext: sentence(
    "障害二次対応#{id}: {vendor}への次の確認は{at}です",
    "Secondary response #{id}: {vendor} is to be asked again at {at}",
  ),
  vendorAnswer: sentence(
    "障害二次対応#{id}: {vendor}から回答がありました（{answer}）",
    "Secondary response #{id}: {vendor} has answered ({answer})",
  ),
  runEnded: sentence(
    "障害二次対応#{id}: 手順書「{runbook}」が終わりました（{$summary}）",
    'Secondary response #{id}: the runbook "{runbook}" has ended ({$summary})',
  ),
  verified: sentence(
    "障害二次対応#{id}: {$kind}が終わり、正常を確認しました",
    "Secondary response #{id}: {$kind} is done and verified",
  ),
  failed: sentence(
    "障害二次対応#{id}: {$kind}を完了できませんでした",
    "Secondary response #{id}: {$kind} could not be completed",
  ),
  reported: sentence(
    "障害二次対応#{id}: {$kind}の結果を報告しました（宛先: {to}）",
    "Secondary response #{id}: the result of {$kind} was reported (to: {to})",
  ),
  withdrawn: sentence(
    "障害二次対応#{id}: {$kind}を取り下げました（理由: {reason}）",
    "Secondary response #{id}: {$kind} was withdrawn (reason: {reason})",
  ),
  closed: sentence("障害二次対応#{id}: {$kind}を終了しました", "Secondary response #{id}: {$kind} is closed"),
  recordedBy: sentence("{$said}（記録: {by}）", "{$said} (recorded by {by})"),
  withNote: sentence("{$said}（備考: {note}）", "{$said} (note: {note})"),
};

/** How the work ended, in a sentence of ours. */
export const secondaryResultTexts = {
  allDone: sentence("すべての手順を実施しました", "every step was done"),
  notAllDone: sentence("実施できなかった手順があります", "some steps could not be done"),
  runChanged: sentence(
    "手順書が合意のあとに変更されたため、実行していません",
    "not run: the runbook was changed after it was agreed to",
  ),
  abortedUnbegun: sentence("手順書を始める前に中止しました", "ended before the runbook had begun"),
  runLost: sentence(
    "手順書の実行結果を確認できませんでした。対象の状態を確認してください",
    "how the runbook ended is not known: look at the target",
  ),
};

/** What a mail of it was, for the timeline. */
export const secondaryMailTexts = words({
  proposal: ["障害二次対応のご提案", "proposal of a secondary response"],
  "reminder-1": ["障害二次対応のご提案（再送）", "reminder of a proposal"],
  "reminder-2": ["障害二次対応のご提案（2回目の再送）", "second reminder of a proposal"],
  heard: ["お電話でのご承認のご連絡", "notice that they agreed on the telephone"],
  "heard-begin": ["早めの開始へのご同意のご連絡", "notice that they agreed to begin before its time"],
  "begun-early": ["作業開始のご連絡", "notice that it has begun before its time"],
  approved: ["ご承認の確認", "confirmation that it was agreed to"],
  scheduled: ["実施日時のご連絡", "notice of the time that was agreed"],
  declined: ["辞退の確認", "confirmation that it was declined"],
  expired: ["ご提案の期限切れのご連絡", "notice that a proposal has expired"],
  withdrawn: ["ご提案の取り下げのご連絡", "notice that a proposal was withdrawn"],
  report: ["障害二次対応のご報告", "report of a secondary response"],
});

/** Why operators should look at it; in their mail, their chat and beside the incident. */
export const secondaryNoticeTexts = {
  heard: sentence(
    "障害二次対応#{id}: {$heardBy}が{by}様から電話で{$kind}の承認を聞きました。別のオペレーターが確認してください",
    "Secondary response #{id}: {$heardBy} heard {by} agree to {$kind} on the telephone, and another operator is to confirm it",
  ),
  heardEarly: sentence(
    "障害二次対応#{id}: {$heardBy}が{by}様から電話で、{$kind}を今すぐ始めることへの同意を聞きました。別のオペレーターが確認してください",
    "Secondary response #{id}: {$heardBy} heard {by} agree on the telephone to begin {$kind} now, and another operator is to confirm it",
  ),
  denied: sentence(
    "障害二次対応#{id}: {by}様は、{$kind}を今すぐ始めることには同意していません。予定の日時に行います",
    "Secondary response #{id}: {by} did not agree to begin {$kind} now, and it is done at its time",
  ),
  "begun-early": sentence(
    "障害二次対応#{id}: {by}様がメールのリンクで同意したため、{$kind}を開始しました",
    "Secondary response #{id}: {$kind} has begun, as {by} agreed by the link in the mail",
  ),
  approved: sentence(
    "障害二次対応#{id}: {by}様が{$kind}を承認しました",
    "Secondary response #{id}: {by} agreed to {$kind}",
  ),
  declined: sentence(
    "障害二次対応#{id}: {by}様が{$kind}を辞退しました",
    "Secondary response #{id}: {by} declined {$kind}",
  ),
  expired: sentence(
    "障害二次対応#{id}: 期限までに{$kind}へのご回答がありません",
    "Secondary response #{id}: nobody answered {$kind} in time",
  ),
  due: sentence(
    "障害二次対応#{id}: {$kind}の予定の日時です",
    "Secondary response #{id}: it is the time agreed for {$kind}",
  ),
  late: sentence(
    "障害二次対応#{id}: {$kind}は予定の日時に開始できず、自動では開始しません。開始するか、日時を決め直してください",
    "Secondary response #{id}: {$kind} could not begin at its time and does not begin by itself: begin it, or agree another time",
  ),
  failed: sentence(
    "障害二次対応#{id}: {$kind}を完了できませんでした。お客様へのご報告が必要です",
    "Secondary response #{id}: {$kind} was not completed, and the customer is to be told",
  ),
  verified: sentence(
    "障害二次対応#{id}: {$kind}が終わりました。お客様へのご報告が必要です",
    "Secondary response #{id}: {$kind} is done, and the customer is to be told",
  ),
  vendor: sentence(
    "障害二次対応#{id}: {vendor}へ確認する日時です",
    "Secondary response #{id}: it is time to ask {vendor} again",
  ),
};
