import { levelTexts } from "../alerts/texts.ts";
import { actorFor } from "../people/actor.ts";
import { events, shownAs } from "../words/event.ts";
import { listFor } from "../words/lists.ts";
import { type Text, type Wording, wording } from "../words/phrase.ts";

const state = shownAs("state");
const slo = shownAs("slo");
const taken = shownAs("taken");
const order = shownAs("operators-order", "staff");

/** What happened to an incident, and what people did with it. */
export const incidentEvents = events("incident", {
  levelRaised: state(
    wording("レベルが{level}に上がりました（{$reason}）", "The level rose to {level} ({$reason})", {
      level: levelTexts,
    }),
  ),
  levelRaisedBeyond: state(
    wording(
      "レベルが{level}に上がりました。対応確認はこのレベルには及びません（{$reason}）",
      "The level rose to {level}. The acknowledgement does not cover it ({$reason})",
      { level: levelTexts },
    ),
  ),
  levelFell: state(
    wording("レベルが{level}に下がりました（{$reason}）", "The level fell to {level} ({$reason})", {
      level: levelTexts,
    }),
  ),
  recoveredInPart: state(
    wording(
      "一部が復旧しました。ほかはまだ発生しています（{$reason}）",
      "A part has recovered, the rest still fires ({$reason})",
    ),
  ),
  outOfDate: state(
    wording(
      "すでに分かっていることより古いアラートのため、何も変わりません（{$reason}）",
      "The alert is older than what is known, so nothing changes ({$reason})",
    ),
  ),
  alreadyRecovered: state(
    wording(
      "発生していない警報の復旧のため、何も変わりません（{$reason}）",
      "Recovery of an alarm that was not firing, so nothing changes ({$reason})",
    ),
  ),
  firedAgain: state(
    wording(
      "終了前に再び発生しました（{occurrence}回目、レベル{level}）",
      "Fired again before it was closed (occurrence {occurrence}, level {level})",
      { level: levelTexts },
    ),
  ),
  recovered: state(wording("復旧しました", "Recovered")),
  silenced: state(
    wording(
      "静観（{silences}）に入りました。終わるまで、通知も対応も新たに始めません",
      "Silenced by {silences}: until its end nobody is told and no work is begun",
      { silences: listFor },
    ),
  ),
  aloud: state(
    wording(
      "静観が終わりました。まだ発生しているため、新たに検知したものとして対応します",
      "No longer silenced and still firing: handled as newly detected",
    ),
  ),
  acknowledged: shownAs("acknowledged")(
    wording("対応確認: {by}（レベル{level}まで）", "Acknowledged by {by} (up to level {level})", {
      by: actorFor,
      level: levelTexts,
    }),
  ),
  sloWarning: slo(
    wording(
      "初動対応がまだありません。オペレーターに警告します",
      "No first response yet. Operators are warned",
    ),
  ),
  sloBreach: slo(
    wording(
      "初動目標の15分を過ぎました。超過として記録します",
      "The 15 minutes for the first response are over. Recorded as a breach",
    ),
  ),
  closedRecovered: state(
    wording(
      "復旧し、必要な対応がすべて終わったため、終了しました",
      "Closed: it has recovered and everything due is done",
    ),
  ),
  closedQuiet: state(
    wording(
      "復旧の知らせがない警報のため、ルールで定めた時間の経過により終了しました",
      "Closed after the rule's time: this alarm never reports its recovery",
    ),
  ),
  resolved: state(wording("対応完了にしました（理由: {reason}）", "Resolved (reason: {reason})")),
  rebuilt: state(
    wording(
      "対応の実行（ワークフロー）が失われていたため、記録から状態を復元して再開しました",
      "The incident's run (workflow) was lost: it goes on from what is recorded",
    ),
  ),
  taken: taken(wording("{by}が担当します", "{by} has taken it", { by: actorFor })),
  takenOver: taken(
    wording("{by}が{from}から引き継ぎました", "{by} has taken it over from {from}", {
      by: actorFor,
      from: actorFor,
    }),
  ),
  noted: shownAs("note", "staff")(wording("{text}", "{text}")),
  mailOrdered: order(
    wording("メールの送信を指示しました（宛先: {to}）", "Ordered a mail (to: {to})", { to: listFor }),
  ),
  chatOrdered: order(
    wording("チャットへの投稿を指示しました（宛先: {to}）", "Ordered a chat message (to: {to})", {
      to: listFor,
    }),
  ),
  customerAssigned: shownAs("assigned")(
    wording(
      "お客様を{customer}に割り当てました（対応ルール: {rule}）",
      "Assigned the customer {customer} (rule: {rule})",
    ),
  ),
  ruleAssigned: shownAs("assigned")(
    wording("対応ルール「{rule}」を割り当てました", 'Assigned the rule "{rule}"'),
  ),
});

const escalation = shownAs("escalation");

const begun: Record<"alone" | "withCalls", Wording<{ reason: Text }>> = {
  alone: wording("エスカレーションを開始しました（{$reason}）", "Escalation begun ({$reason})"),
  withCalls: wording(
    "エスカレーションを開始しました（{$reason}）。有人架電を始めます",
    "Escalation begun ({$reason}). The operators' calls begin",
  ),
};

const stopped: Record<"recovered" | "acknowledged" | "silenced" | "resolved", Wording<object>> = {
  recovered: wording("復旧したため、有人架電を中止しました", "Operators' calls stopped: it has recovered"),
  acknowledged: wording(
    "対応確認があったため、有人架電を中止しました",
    "Operators' calls stopped: it was acknowledged",
  ),
  silenced: wording("静観のため、有人架電を中止しました", "Operators' calls stopped: it is silenced"),
  resolved: wording("対応完了のため、有人架電を中止しました", "Operators' calls stopped: it was resolved"),
};

/** The escalation and the operators' call list. */
export const escalationEvents = events("escalation", {
  begun: escalation((values: { rule: string; reason: Text; calls: boolean }, reader) =>
    begun[values.calls ? "withCalls" : "alone"](values, reader),
  ),
  callsStopped: escalation((values: { why: keyof typeof stopped }, reader) =>
    stopped[values.why](values, reader),
  ),
  callsGoOn: escalation(
    wording(
      "対応確認のあとに警報レベルが上がったため、有人架電を再開します",
      "The level rose above what was acknowledged: the operators' calls go on",
    ),
  ),
  nobodyReached: escalation(
    wording(
      "有人架電を2巡行いましたが、どなたにも連絡できませんでした",
      "Operators called through the list twice and reached nobody",
    ),
  ),
});
