import { actorFor } from "../people/actor.ts";
import { phrases, wording } from "../words/phrase.ts";
import { words } from "../words/sentence.ts";

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

/** What people do by hand, unless somebody says more. */
export const secondaryStepTexts = phrases("secondary-step", {
  work: ["提案した作業を行う", "do the work that was proposed"],
  verify: ["正常に動作していることを確認する", "see that it works as it should"],
  ask: ["ベンダーへ問い合わせる", "ask the vendor"],
  answer: ["ベンダーの回答を受け取る", "receive the vendor's answer"],
  collect: ["ログと状況を確認する", "look at logs and circumstances"],
  cause: ["原因を特定する", "find the cause"],
  prevention: ["再発防止策を検討する", "consider how to prevent it"],
});

/** How the work ended, in one sentence. */
export const secondaryResultTexts = phrases("secondary-result", {
  allDone: ["すべての手順を実施しました", "every step was done"],
  notAllDone: ["実施できなかった手順があります", "some steps could not be done"],
  runChanged: [
    "手順書が合意のあとに変更されたため、実行していません",
    "not run: the runbook was changed after it was agreed to",
  ],
  abortedUnbegun: ["手順書を始める前に中止しました", "ended before the runbook had begun"],
});

/** What a mail was about, for the timeline. */
const mailWords = {
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
} as const;
export const secondaryMailTexts = words(mailWords);
export const secondaryMailPhrases = phrases("secondary-mail", mailWords);

/** Why operators should look at it: in their mail, in their chat and beside the incident. */
export const secondaryNoticeTexts = phrases("secondary-notice", {
  heard: wording(
    "障害二次対応#{id}: {heardBy}が{by}様から電話で{kind}の承認を聞きました。別のオペレーターが確認してください",
    "Secondary response #{id}: {heardBy} heard {by} agree to {kind} on the telephone, and another operator is to confirm it",
    { kind: secondaryKindTexts, heardBy: actorFor },
  ),
  heardEarly: wording(
    "障害二次対応#{id}: {heardBy}が{by}様から電話で、{kind}を今すぐ始めることへの同意を聞きました。別のオペレーターが確認してください",
    "Secondary response #{id}: {heardBy} heard {by} agree on the telephone to begin {kind} now, and another operator is to confirm it",
    { kind: secondaryKindTexts, heardBy: actorFor },
  ),
  denied: wording(
    "障害二次対応#{id}: {by}様は、{kind}を今すぐ始めることには同意していません。予定の日時に行います",
    "Secondary response #{id}: {by} did not agree to begin {kind} now, and it is done at its time",
    { kind: secondaryKindTexts },
  ),
  "begun-early": wording(
    "障害二次対応#{id}: {by}様がメールのリンクで同意したため、{kind}を開始しました",
    "Secondary response #{id}: {kind} has begun, as {by} agreed by the link in the mail",
    { kind: secondaryKindTexts },
  ),
  approved: wording(
    "障害二次対応#{id}: {by}様が{kind}を承認しました",
    "Secondary response #{id}: {by} agreed to {kind}",
    { kind: secondaryKindTexts },
  ),
  declined: wording(
    "障害二次対応#{id}: {by}様が{kind}を辞退しました",
    "Secondary response #{id}: {by} declined {kind}",
    { kind: secondaryKindTexts },
  ),
  expired: wording(
    "障害二次対応#{id}: 期限までに{kind}へのご回答がありません",
    "Secondary response #{id}: nobody answered {kind} in time",
    { kind: secondaryKindTexts },
  ),
  due: wording(
    "障害二次対応#{id}: {kind}の予定の日時です",
    "Secondary response #{id}: it is the time agreed for {kind}",
    { kind: secondaryKindTexts },
  ),
  late: wording(
    "障害二次対応#{id}: {kind}は予定の日時に開始できず、自動では開始しません。開始するか、日時を決め直してください",
    "Secondary response #{id}: {kind} could not begin at its time and does not begin by itself: begin it, or agree another time",
    { kind: secondaryKindTexts },
  ),
  failed: wording(
    "障害二次対応#{id}: {kind}を完了できませんでした。お客様へのご報告が必要です",
    "Secondary response #{id}: {kind} was not completed, and the customer is to be told",
    { kind: secondaryKindTexts },
  ),
  verified: wording(
    "障害二次対応#{id}: {kind}が終わりました。お客様へのご報告が必要です",
    "Secondary response #{id}: {kind} is done, and the customer is to be told",
    { kind: secondaryKindTexts },
  ),
  vendor: wording(
    "障害二次対応#{id}: {vendor}へ確認する日時です",
    "Secondary response #{id}: it is time to ask {vendor} again",
  ),
});
