import { sentence, words } from "./sentence.ts";

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
  scheduled: sentence(
    "障害二次対応#{id}: {$kind}の日時を{at}に決めました",
    "Secondary response #{id}: {$kind} is scheduled for {at}",
  ),
  begun: sentence("障害二次対応#{id}: {$kind}を開始しました", "Secondary response #{id}: {$kind} has begun"),
  begunEarly: sentence(
    "障害二次対応#{id}: {agreedBy}様の同意により、予定の日時を待たずに{$kind}を開始しました",
    "Secondary response #{id}: {$kind} has begun before its time, as {agreedBy} agreed",
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
  approved: ["ご承認の確認", "confirmation that it was agreed to"],
  scheduled: ["実施日時のご連絡", "notice of the time that was agreed"],
  declined: ["辞退の確認", "confirmation that it was declined"],
  expired: ["ご提案の期限切れのご連絡", "notice that a proposal has expired"],
  withdrawn: ["ご提案の取り下げのご連絡", "notice that a proposal was withdrawn"],
  report: ["障害二次対応のご報告", "report of a secondary response"],
});

/** Why operators should look at it; in their mail, their chat and beside the incident. */
export const secondaryNoticeTexts = {
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

/** Why something does not fit it now. */
export const secondaryRefusalTexts = {
  unknown: sentence(
    "障害二次対応 {id} はないか、閲覧する権限がありません",
    "There is no secondary response {id} that you may see",
  ),
  basic: sentence(
    "Basicプランには障害二次対応が含まれていません（検知と通知までの契約です）",
    "The Basic plan has no secondary response: it ends with detection and notification",
  ),
  standard: sentence(
    "Standardプランには障害二次対応が含まれていません（障害一次対応で復旧しない場合は、ご連絡までの契約です）",
    "The Standard plan has no secondary response: where the primary response does not help, it ends with telling the customer",
  ),
  notRecovered: sentence(
    "原因調査は、復旧のあとに行います。まだ復旧していません",
    "A cause analysis comes after the recovery, and it has not recovered yet",
  ),
  decided: sentence("すでに{by}様が回答しています", "{by} has answered already"),
  expired: sentence("回答期限を過ぎています", "The time for an answer is over"),
  withdrawn: sentence("この提案は取り下げられています", "This proposal was withdrawn"),
  ended: sentence("この障害二次対応はすでに終わっています", "This secondary response is over already"),
  notAgreed: sentence("お客様の承認がまだありません", "The customer has not agreed yet"),
  begun: sentence("すでに始まっています", "It has begun already"),
  tooEarly: sentence(
    "お客様と決めた日時の前です。今すぐ始めることに同意した方のお名前（agreedBy）を入力してください",
    "It is before the time agreed with the customer: say who agreed to begin now (agreedBy)",
  ),
  notBegun: sentence("まだ始まっていません", "It has not begun yet"),
  workDone: sentence("作業はすでに終わっています", "The work is done already"),
  notDone: sentence("作業がまだ終わっていません", "The work is not done yet"),
  reported: sentence("すでに報告しています", "It has been reported already"),
  notReported: sentence("お客様へのご報告がまだです", "The customer has not been told of the result yet"),
  byRunbook: sentence(
    "手順書が実施するため、手順の記録はできません",
    "A runbook does it: there are no steps by hand",
  ),
  noRunbookRuns: sentence("手順書は実行していません", "No runbook is running"),
  noVendor: sentence("ベンダーへの問い合わせではありません", "This is no vendor inquiry"),
};

/** What is wrong with one field of a proposal, or of what follows it. */
export const secondaryFieldTexts = {
  unknownRunbook: sentence("手順書 {runbook} はありません", "No runbook is named {runbook}"),
  notSecondary: sentence(
    "手順書 {runbook} は障害二次対応のものではありません",
    "The runbook {runbook} is not one of secondary responses",
  ),
  withoutRunbook: sentence("手順書を選んだときだけ指定できます", "Only with a runbook"),
  runbookOrSteps: sentence("手順書と手順はどちらか一方です", "Either a runbook or steps"),
  noRunbookHere: sentence("この種類では手順書を使いません", "This kind takes no runbook"),
  parameter: sentence("手順書のパラメーター: {problem}", "The runbook's parameter {problem}"),
  notATarget: sentence("このお客様のマネジメント対象ではありません", "Not a managed target of this customer"),
  severalTargets: sentence(
    "同じ名前の対象が複数あります（{choices}）",
    "Several targets have this name ({choices})",
  ),
  chooseTarget: sentence(
    "手順書の対象を指定してください（インシデントのサーバーはマネジメント対象ではありません）",
    "Name the runbook's target: the incident's server is no managed target",
  ),
  chooseRecipients: sentence(
    "対応ルールにメールの宛先がないため、宛先を指定してください",
    "Name recipients: the rule has none",
  ),
  future: sentence("これからの日時で入力してください", "A time that is still to come"),
  tooFar: sentence("{days}日以内の日時で入力してください", "A time within {days} days"),
  vendorNeeded: sentence("問い合わせ先を入力してください", "Say who is asked"),
  vendorOnly: sentence("ベンダーへの問い合わせのときだけ指定できます", "Only for a vendor inquiry"),
  nothingSaid: sentence(
    "ticket、nextAt、answerのいずれかを入力してください",
    "Give a ticket, nextAt or answer",
  ),
  noSuchStep: sentence("この番号の手順はありません", "There is no step of this number"),
  whoAgreed: sentence("どなたが回答したかを入力してください", "Say who answered"),
  findings: sentence("調査の結果を入力してください", "Say what was found"),
};

/** What an action will do, told before it is taken. */
export const secondaryConsequenceTexts = {
  propose: sentence(
    "選んだ宛先へリンク付きのメールを送り、承認または辞退のご回答を待ちます。",
    "Mails those you choose a link each, and waits for them to agree or decline.",
  ),
  approve: sentence(
    "お電話で承認をいただいたことを記録し、確認のメールを送ります。",
    "Records that they agreed on the telephone, and mails a confirmation.",
  ),
  decline: sentence(
    "お電話で辞退されたことを記録し、確認のメールを送ります。作業は行いません。",
    "Records that they declined on the telephone, and mails a confirmation. Nothing is done.",
  ),
  scheduleRunbook: sentence(
    "その日時になると、手順書が自動で始まります。",
    "At that time the runbook begins by itself.",
  ),
  scheduleByHand: sentence(
    "その日時になると、オペレーターに知らせます。",
    "At that time operators are told.",
  ),
  beginRunbook: sentence(
    "合意した手順書を対象のサーバーで今すぐ実行します。",
    "Runs the runbook that was agreed to on its target now.",
  ),
  beginByHand: sentence(
    "作業の開始を記録します。手順は一つずつ結果を記録します。",
    "Records that the work has begun. The result of each step is recorded then.",
  ),
  abort: sentence(
    "実行中の作業を終わらせ、取り消しの手順を行います。結果は「完了できず」になります。",
    "Ends what is going on and takes back what can be. It then counts as not completed.",
  ),
  answer: sentence("手順書は、選んだ回答のとおりに続きます。", "The runbook goes on as you have answered."),
  recordStep: sentence(
    "すべての手順の結果を記録すると、作業が終わります。それまでは記録し直せます。",
    "Once the result of each step is recorded, the work is done. Until then a step may be recorded anew.",
  ),
  recordVendor: sentence(
    "受付番号、次に確認する日時、回答を記録します。回答を記録すると問い合わせが終わります。",
    "Records the ticket, when to ask again, and the answer, which ends the inquiry.",
  ),
  report: sentence("結果を、提案と同じ宛先へメールします。", "Mails the result to those who were asked."),
  withdraw: sentence(
    "提案を取り下げ、理由をお客様へメールします。",
    "Takes the proposal back, and mails the customer why.",
  ),
  close: sentence(
    "この障害二次対応を終えます。お客様へは連絡されません。",
    "Ends this secondary response. The customer is not told.",
  ),
};
