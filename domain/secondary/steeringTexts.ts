import { actorFor } from "../people/actor.ts";
import { phrases, wording } from "../words/phrase.ts";
import { sentence } from "../words/sentence.ts";

/** Why an action does not fit a secondary response now. */
export const secondaryRefusalTexts = phrases("secondary-refusal", {
  unknown: wording(
    "障害二次対応 {id} はないか、閲覧する権限がありません",
    "There is no secondary response {id} that you may see",
  ),
  basic: [
    "Basicプランには障害二次対応が含まれていません（検知と通知までの契約です）",
    "The Basic plan has no secondary response: it ends with detection and notification",
  ],
  standard: [
    "Standardプランには障害二次対応が含まれていません（障害一次対応で復旧しない場合は、ご連絡までの契約です）",
    "The Standard plan has no secondary response: if the primary response does not help, it ends with telling the customer",
  ],
  notRecovered: [
    "原因調査は、復旧のあとに行います。まだ復旧していません",
    "A cause analysis comes after the recovery, and the incident has not recovered yet",
  ],
  decided: wording("すでに{by}様が回答しています", "{by} has already answered"),
  expired: ["回答期限を過ぎています", "The time to answer is over"],
  withdrawn: ["この提案は取り下げられています", "This proposal was withdrawn"],
  ended: ["この障害二次対応はすでに終わっています", "This secondary response is already over"],
  notAgreed: ["お客様の承認がまだありません", "The customer has not agreed yet"],
  begun: ["すでに始まっています", "It has already begun"],
  tooEarly: [
    "お客様と決めた日時の前です。今すぐ始めることに同意した方のお名前（agreedBy）を入力してください",
    "It is before the time agreed with the customer: say who agreed to begin now (agreedBy)",
  ],
  ownWordConfirmed: wording(
    "{by}様の電話での承認は、記録した{heardBy}以外のオペレーターが確認してください。ほかにいない場合は、お客様にメールのリンクから承認していただいてください",
    "Another operator than {heardBy}, who recorded it, confirms that {by} agreed on the telephone. With nobody else at hand, ask the customer to agree by the link in the mail",
  ),
  ownEarlyWordConfirmed: wording(
    "今すぐ始めることへの{by}様の同意は、記録した{heardBy}以外のオペレーターが確認してください。ほかにいない場合は、お客様にメールのリンクから同意していただいてください",
    "Another operator than {heardBy}, who recorded it, confirms that {by} agreed to begin now. With nobody else at hand, ask the customer to agree by the link in the mail",
  ),
  unknownConfirms: wording(
    "ここでは本人確認ができないため、{heardBy}が聞いた{by}様の同意は確認できません。コンソールから確認してください",
    "Your identity is unproven here, so you cannot confirm what {heardBy} heard {by} agree to. Confirm it in the console",
    { heardBy: actorFor },
  ),
  noWordWaits: [
    "確認を待っている電話での同意はありません",
    "No answer from the telephone waits to be confirmed",
  ],
  notBegun: ["まだ始まっていません", "It has not begun yet"],
  workDone: ["作業はすでに終わっています", "The work is already done"],
  notDone: ["作業がまだ終わっていません", "The work is not done yet"],
  reported: ["すでに報告しています", "It has already been reported"],
  notReported: ["お客様へのご報告がまだです", "The customer has not been told of the result yet"],
  byRunbook: [
    "手順書が実施するため、手順の記録はできません",
    "A runbook does it: there are no steps by hand",
  ],
  noRunbookRuns: ["手順書は実行していません", "No runbook is running"],
  noVendor: ["ベンダーへの問い合わせではありません", "This is not a vendor inquiry"],
});

/** What is wrong with one field of a proposal, or of what follows it. */
export const secondaryFieldTexts = phrases("secondary-field", {
  unknownRunbook: wording("手順書 {runbook} はありません", "No runbook is named {runbook}"),
  notSecondary: wording(
    "手順書 {runbook} は障害二次対応のものではありません",
    "The runbook {runbook} is not for secondary responses",
  ),
  withoutRunbook: ["手順書を選んだときだけ指定できます", "Only with a runbook"],
  runbookOrSteps: ["手順書と手順はどちらか一方です", "Either a runbook or steps"],
  noRunbookHere: ["この種類では手順書を使いません", "This kind takes no runbook"],
  parameter: wording("手順書のパラメーター: {$problem}", "The runbook's parameter {$problem}"),
  notATarget: ["このお客様のマネジメント対象ではありません", "Not a managed target of this customer"],
  severalTargets: wording(
    "同じ名前の対象が複数あります（{choices}）",
    "Several targets have this name ({choices})",
  ),
  chooseTarget: [
    "手順書の対象を指定してください（インシデントのサーバーはマネジメント対象ではありません）",
    "Name the runbook's target: the incident's server is no managed target",
  ],
  chooseRecipients: [
    "対応ルールにメールの宛先がないため、宛先を指定してください",
    "Name recipients: the rule has none",
  ],
  future: ["これからの日時で入力してください", "A time in the future"],
  tooFar: wording("{days}日以内の日時で入力してください", "A time within {days} days"),
  vendorNeeded: ["問い合わせ先を入力してください", "Enter the vendor to ask"],
  vendorOnly: ["ベンダーへの問い合わせのときだけ指定できます", "Only for a vendor inquiry"],
  nothingSaid: ["ticket、nextAt、answerのいずれかを入力してください", "Give a ticket, nextAt or answer"],
  noSuchStep: ["この番号の手順はありません", "There is no step with this number"],
  whoAgreed: ["どなたが回答したかを入力してください", "Say who answered"],
  otherName: wording(
    "確認を待っているのは{by}様の同意です。確認する場合は同じお名前を入力するか、空欄にしてください",
    "The answer of {by} waits to be confirmed: give the same name, or none",
  ),
  beforeAgreed: [
    "お客様が承認した日時より前にはできません。取り下げてあらためて提案するか、お客様の同意を得て今すぐ始めてください",
    "Not before the time that the customer agreed to: withdraw it and propose it again, or begin now with their agreement",
  ],
  findings: ["調査の結果を入力してください", "Say what was found"],
});

/** What an action will do, told before anyone takes it. */
export const secondaryConsequenceTexts = {
  propose: sentence(
    "選んだ宛先へリンク付きのメールを送り、承認または辞退のご回答を待ちます。",
    "Mails a link to each recipient that you choose, and waits for them to agree or decline.",
  ),
  approve: sentence(
    "お電話で承認をいただいたことを記録し、お客様へメールで知らせます。別のオペレーターの確認か、お客様のリンクでの承認を待って、承認済みになります。",
    "Records that they agreed on the telephone, and mails a notice to them. It counts once another operator confirms it, or they agree by the link.",
  ),
  confirmApproval: sentence(
    "{heardBy}が電話で聞いた{by}様の承認を確認し、承認済みにします。確認のメールを送ります。",
    "Confirms that {by} agreed, as {heardBy} heard on the telephone. It then counts as agreed, and they get a confirmation by mail.",
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
    "Runs the agreed runbook on its target now.",
  ),
  beginEarly: sentence(
    "今すぐ始めることへのお客様の同意を記録し、お客様へメールで知らせます。別のオペレーターの確認か、お客様のリンクでの同意を待って始まります。",
    "Records that the customer agreed to begin now, and mails a notice to them. It begins once another operator confirms it, or they agree by the link.",
  ),
  confirmEarly: sentence(
    "{heardBy}が電話で聞いた{by}様の同意を確認し、予定の日時を待たずに今すぐ始めます。お客様へメールで知らせます。",
    "Confirms that {by} agreed to begin now, as {heardBy} heard on the telephone, and begins it. They get a notice by mail.",
  ),
  beginByHand: sentence(
    "作業の開始を記録します。手順は一つずつ結果を記録します。",
    "Records that the work has begun. The result of each step is recorded then.",
  ),
  abort: sentence(
    "実行中の作業を終わらせ、取り消しの手順を行います。結果は「完了できず」になります。",
    "Ends the step under way and undoes what can be undone. It then counts as not completed.",
  ),
  answer: sentence("手順書は、選んだ回答のとおりに続きます。", "The runbook goes on with your answer."),
  recordStep: sentence(
    "すべての手順の結果を記録すると、作業が終わります。それまでは記録し直せます。",
    "Once the result of each step is recorded, the work is done. Until then a step may be recorded again.",
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
