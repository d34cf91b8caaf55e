import { actorFor } from "../people/actor.ts";
import { phrases, wording } from "../words/phrase.ts";

/** What is wrong with one field of a silence that somebody asks for. */
export const silenceFieldTexts = phrases("silence-field", {
  whichCustomer: ["お客様を指定してください", "Name the customer"],
  targets: [
    '対象の名前をリストで指定するか、"all" としてください',
    'Give the names of targets as a list, or "all"',
  ],
  noTarget: ["対象を1件以上指定してください", "Name at least one target"],
  alarms: [
    "警報の名前をリストで指定してください。すべての警報なら省略してください",
    "Give the names of alarms as a list, or leave it out for all alarms",
  ],
  noAlarm: [
    "警報を1件以上指定してください。すべての警報なら省略してください",
    "Name at least one alarm, or leave it out for all alarms",
  ],
  tooMany: wording("{most}件までです", "At most {most}"),
  unknownTarget: wording(
    "「{target}」は登録された対象になく、過去{days}日間の警報にもありません",
    '"{target}" is no target of this customer, and no alert of the last {days} days names it',
  ),
  unknownTargetOfSystem: wording(
    "「{target}」はシステム「{system}」の対象になく、過去{days}日間の警報にもありません",
    '"{target}" is no target of system "{system}", and no alert of the last {days} days names it',
  ),
  endsBeforeItBegins: ["終了は開始より後の日時にしてください", "The end must come after the beginning"],
  past: ["終了の日時をすでに過ぎています", "This end has passed already"],
  tooLong: wording("静観は最長{days}日です", "A silence lasts at most {days} days"),
  tooLate: wording("{year}年より前の日時にしてください", "It must be before the year {year}"),
  notLater: ["今の終了より後の日時にしてください", "It must be later than the present end"],
  every: [
    "「Sun 02:00-04:00」のような曜日と時刻で指定してください",
    'Give weekdays and hours, like "Sun 02:00-04:00"',
  ],
  noHour: [
    "この期間には、指定した曜日・時刻がありません",
    "No such hours lie between the beginning and the end",
  ],
});

/** Why a silence is not set, or not changed. */
export const silenceRefusalTexts = phrases("silence-refusal", {
  cannotBeSet: [
    "静観を設定できません。入力内容を確認してください。",
    "The silence cannot be set. Check what you have entered.",
  ],
  cannotBeExtended: [
    "静観を延長できません。入力内容を確認してください。",
    "The silence cannot be extended. Check what you have entered.",
  ],
  unknown: wording("静観 #{silence} はありません。", "There is no silence #{silence}."),
  ended: ["この静観はすでに終わっています。", "This silence has ended already."],
  fromFile: [
    "お客様設定に登録された計画停止のため、ここでは変更できません。",
    "This downtime is planned in the customer's file and cannot be changed here.",
  ],
  notPending: ["この静観は承認待ちではありません。", "This silence is not waiting for approval."],
  approvedAlready: wording(
    "この静観は{by}がすでに承認しています。",
    "{by} has already approved this silence.",
    { by: actorFor },
  ),
  declinedAlready: wording(
    "この静観は{by}がすでに却下しています。",
    "{by} has already declined this silence.",
    { by: actorFor },
  ),
  needsYes: [
    "終了まで1営業日を切っているため、延長できません。コントロールセンターへご連絡いただくか、新しい静観をお申し込みください。",
    "Less than one business day is left, so the silence cannot be extended. Ask the control centre, or set another silence.",
  ],
});
