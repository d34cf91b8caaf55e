import { levelTexts } from "../alerts/texts.ts";
import { phrases, wording } from "../words/phrase.ts";

const level = { from: levelTexts, to: levelTexts };

/** Why an alert has its meaning for its incident. */
export const meaningReasons = phrases("meaning", {
  takenInBefore: wording("受け付け済みのアラートです", "this alert was accepted before"),
  acknowledgedInTool: wording("監視ツールで対応確認されました", "the tool's user acknowledged it"),
  olderThanKnown: wording(
    "監視ツールの時刻が、すでに分かっていることより前です",
    "the tool's own time is older than the latest known alert",
  ),
  silenceBegan: wording("静観が始まりました", "a silence covers it"),
  silenceOver: wording("静観が終わりました", "no silence covers it any more"),
  firstAlert: wording("最初のアラートです", "the first alert"),
  firedBeforeClosed: wording("終了前に再び発生しました", "it fired again before it was closed"),
  knownAlready: wording("すでに分かっている内容です", "the tool repeats what is known"),
  levelRose: wording("{from}から{to}", "the level rose from {from} to {to}", level),
  levelRoseBeyond: wording(
    "{from}から{to}",
    "the level rose from {from} to {to}, which the acknowledgement does not cover",
    level,
  ),
  levelFell: wording("{from}から{to}", "the level fell from {from} to {to}", level),
  levelFellInPart: wording(
    "一部が復旧したため、{from}から{to}",
    "one series recovered: the level fell from {from} to {to}",
    level,
  ),
  nothingFired: wording("発生中のものはありません", "nothing of this incident was firing"),
  neverSeenFiring: wording("この系列の発生を受け付けていません", "this series was never seen firing"),
  recoveredBefore: wording("この系列はすでに復旧しています", "this series had recovered already"),
  noneFires: wording("すべて復旧しました", "no series fires any more"),
  anotherFires: wording("ほかの系列はまだ発生しています", "another series still fires"),
});

/** Why an alert after its incident's end opens no new one. */
export const oldNewsReasons = phrases("old-news", {
  resolvedByPerson: wording(
    "オペレーターがこの発生を対応完了にしています",
    "an operator resolved this occurrence",
  ),
  beforeRecovery: wording(
    "すでに分かっている復旧より前の時刻のアラートです",
    "its time is before the known recovery",
  ),
  lateCopy: wording("復旧済みの警報が遅れて届いたものです", "a late copy of an alert that has recovered"),
});

/** Why the escalation begins, unless an operator gives a reason. */
export const escalationReasons = phrases("escalation-reason", {
  noNotification: wording("対応ルールに自動通知がないため", "the rule notifies nobody automatically"),
  inTime: wording(
    "検知から{minutes}分以内に復旧も対応確認もないため",
    "neither recovered nor acknowledged within {minutes} minutes of detection",
  ),
  lapsed: wording(
    "対応確認のあとに警報レベルが上がり、検知から{minutes}分を過ぎても復旧も新たな対応確認もないため",
    "the level rose above what was acknowledged, and {minutes} minutes after detection it is neither recovered nor acknowledged anew",
  ),
  byOperator: wording("オペレーターの判断", "an operator's decision"),
});
