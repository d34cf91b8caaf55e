import { actorFor } from "../people/actor.ts";
import { type EventsOf, events, shownAs } from "../words/event.ts";
import { type Reader, wording } from "../words/phrase.ts";
import { words } from "../words/sentence.ts";
import { secondaryKindTexts } from "./texts.ts";

const kind = secondaryKindTexts;

const through = words({
  link: ["メールのリンクで", "by the link in the mail"],
  api: ["APIで", "by the API"],
  phone: ["電話で", "on the telephone"],
});
const decision = words({ approved: ["承認", "agreed to"], declined: ["辞退", "declined"] });

/** What was agreed on the telephone: who recorded it, and who confirmed it. */
type Recorded = { by: string; confirmedBy: string | null } | null;

function recorded(word: Recorded, { language }: Reader): string {
  if (word === null) return "";
  const { by, confirmedBy: other } = word;
  if (language === "ja") return other === null ? `（記録: ${by}）` : `（記録: ${by}、確認: ${other}）`;
  return other === null ? ` (recorded by ${by})` : ` (recorded by ${by}, confirmed by ${other})`;
}

function note(text: string | null, { language }: Reader): string {
  if (text === null) return "";
  return language === "ja" ? `（備考: ${text}）` : ` (note: ${text})`;
}

const secondary = shownAs("secondary");

/** What happened to a secondary response, on its incident's timeline. */
export const secondaryEvents = events("secondary", {
  proposed: secondary(
    wording(
      "障害二次対応#{id}: {kind}を提案しました（宛先: {to}、回答期限: {until}）",
      "Secondary response #{id}: proposed {kind} (to: {to}, to be answered by: {until})",
      { kind },
    ),
  ),
  decided: secondary(
    wording(
      "障害二次対応#{id}: {by}様が{through}{kind}を{decision}しました{recorded}{note}",
      "Secondary response #{id}: {by} {decision} {kind} {through}{recorded}{note}",
      { kind, through, decision, recorded, note },
    ),
  ),
  approvalHeard: secondary(
    wording(
      "障害二次対応#{id}: {by}様が電話で{kind}を承認したと{heardBy}が記録しました。別のオペレーターの確認か、お客様のリンクでの承認を待っています{note}",
      "Secondary response #{id}: {heardBy} recorded that {by} agreed to {kind} on the telephone. It waits for another operator to confirm it, or for the customer's link{note}",
      { kind, heardBy: actorFor, note },
    ),
  ),
  expired: secondary(
    wording(
      "障害二次対応#{id}: 期限までにご回答がなかったため、{kind}の提案は無効になりました",
      "Secondary response #{id}: nobody answered in time, so the proposal of {kind} has expired",
      { kind },
    ),
  ),
  expiredUnconfirmed: secondary(
    wording(
      "障害二次対応#{id}: {by}様の電話での承認が期限までに確認されなかったため、{kind}の提案は無効になりました",
      "Secondary response #{id}: nobody confirmed in time that {by} agreed on the telephone, so the proposal of {kind} has expired",
      { kind },
    ),
  ),
  scheduled: secondary(
    wording(
      "障害二次対応#{id}: {kind}の日時を{at}に決めました",
      "Secondary response #{id}: {kind} is scheduled for {at}",
      { kind },
    ),
  ),
  begun: secondary(
    wording("障害二次対応#{id}: {kind}を開始しました", "Secondary response #{id}: {kind} has begun", {
      kind,
    }),
  ),
  begunInTime: secondary(
    wording(
      "障害二次対応#{id}: 予定の日時になったため、{kind}を開始しました",
      "Secondary response #{id}: its time has come, {kind} has begun",
      { kind },
    ),
  ),
  begunEarly: secondary(
    wording(
      "障害二次対応#{id}: {agreedBy}様の同意により、予定の日時を待たずに{kind}を開始しました{recorded}",
      "Secondary response #{id}: {kind} has begun before its time, as {agreedBy} agreed{recorded}",
      { kind, recorded },
    ),
  ),
  begunEarlyByLink: secondary(
    wording(
      "障害二次対応#{id}: {agreedBy}様がメールのリンクで同意したため、予定の日時を待たずに{kind}を開始しました{note}",
      "Secondary response #{id}: {kind} has begun before its time, as {agreedBy} agreed by the link in the mail{note}",
      { kind, note },
    ),
  ),
  earlyHeard: secondary(
    wording(
      "障害二次対応#{id}: 予定の日時を待たずに{kind}を始めることに{by}様が電話で同意したと{heardBy}が記録しました。別のオペレーターの確認か、お客様のリンクでの同意を待っています{note}",
      "Secondary response #{id}: {heardBy} recorded that {by} agreed on the telephone to begin {kind} before its time. It waits for another operator to confirm it, or for the customer's link{note}",
      { kind, heardBy: actorFor, note },
    ),
  ),
  earlyDenied: secondary(
    wording(
      "障害二次対応#{id}: {by}様がメールのリンクで、{kind}を今すぐ始めることには同意していないと回答しました。予定の日時に行います{note}",
      "Secondary response #{id}: {by} answered by the link in the mail that they did not agree to begin {kind} now. It waits for its time{note}",
      { kind, note },
    ),
  ),
  aborted: secondary(
    wording(
      "障害二次対応#{id}: 手順書の中止を指示しました{note}",
      "Secondary response #{id}: the runbook is being ended{note}",
      { note },
    ),
  ),
  stepDone: secondary(
    wording(
      "障害二次対応#{id}: 手順{step}「{$title}」を実施しました{note}",
      'Secondary response #{id}: step {step}, "{$title}", was done{note}',
      { note },
    ),
  ),
  stepNotDone: secondary(
    wording(
      "障害二次対応#{id}: 手順{step}「{$title}」は実施できませんでした{note}",
      'Secondary response #{id}: step {step}, "{$title}", could not be done{note}',
      { note },
    ),
  ),
  vendorTicket: secondary(
    wording(
      "障害二次対応#{id}: {vendor}へ問い合わせました（受付番号: {ticket}）",
      "Secondary response #{id}: {vendor} was asked (ticket: {ticket})",
    ),
  ),
  vendorNext: secondary(
    wording(
      "障害二次対応#{id}: {vendor}への次の確認は{at}です",
      "Secondary response #{id}: {vendor} is to be asked again at {at}",
    ),
  ),
  vendorAnswer: secondary(
    wording(
      "障害二次対応#{id}: {vendor}から回答がありました（{answer}）",
      "Secondary response #{id}: {vendor} has answered ({answer})",
    ),
  ),
  runEnded: secondary(
    wording(
      "障害二次対応#{id}: 手順書「{runbook}」が終わりました（{$summary}）",
      'Secondary response #{id}: the runbook "{runbook}" has ended ({$summary})',
    ),
  ),
  verified: secondary(
    wording(
      "障害二次対応#{id}: {kind}が終わり、正常を確認しました",
      "Secondary response #{id}: {kind} is done and verified",
      { kind },
    ),
  ),
  failed: secondary(
    wording(
      "障害二次対応#{id}: {kind}を完了できませんでした",
      "Secondary response #{id}: {kind} could not be completed",
      { kind },
    ),
  ),
  reported: secondary(
    wording(
      "障害二次対応#{id}: {kind}の結果を報告しました（宛先: {to}）",
      "Secondary response #{id}: the result of {kind} was reported (to: {to})",
      { kind },
    ),
  ),
  withdrawn: secondary(
    wording(
      "障害二次対応#{id}: {kind}を取り下げました（理由: {reason}）",
      "Secondary response #{id}: {kind} was withdrawn (reason: {reason})",
      { kind },
    ),
  ),
  closed: secondary(
    wording(
      "障害二次対応#{id}: {kind}を終了しました{note}",
      "Secondary response #{id}: {kind} is closed{note}",
      { kind, note },
    ),
  ),
});

export type SecondaryEvent = EventsOf<typeof secondaryEvents>;
