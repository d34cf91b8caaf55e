import type { Action, Situation } from "./actions.ts";

/** What an action will do, told before it is taken; in the situation of now. */
export function consequenceOf(action: Action, situation: Situation, escalation: string | null): string {
  switch (action) {
    case "acknowledge":
      return situation.operatorCalls === "running"
        ? "これ以上の自動架電と有人架電を止めます。復旧まで監視は続きます。"
        : "これ以上の自動架電を止めます。復旧まで監視は続きます。";
    case "take":
      return situation.takenBy === null
        ? "あなたが担当者として全員に表示されます。"
        : `${situation.takenBy}からあなたに引き継がれ、全員に表示されます。`;
    case "recordNote":
      return "経過に残ります。お客様には見えません。";
    case "sendMail":
      return "選んだ宛先へ、表示どおりの内容で今すぐ送信します。初動対応に数えられます。";
    case "sendChat":
      return "選んだチャットへ今すぐ投稿します。初動対応には数えられません。";
    case "placeCall":
      return "先にあなたの電話が鳴り、1を押すとお客様につながります。通話は録音されます。";
    case "recordCallResult":
      return "架電の結果を記録します。「連絡できた」は対応確認になり、有人架電を終えます。";
    case "escalate":
      return escalation ?? "エスカレーションの宛先へメールし、有人架電を始めます。";
    case "assign":
      return situation.hasCustomer
        ? "ルールどおりの通知がすぐに始まります。同じ警報は次回からこのルールで対応します。"
        : "お客様の対応ルールどおりの通知がすぐに始まります。同じ警報は次回からこのお客様のものとして扱います。";
    case "resolve":
      return "復旧を待たずに終了します。残りの架電と送信を取りやめ、お客様には自動で連絡しません。";
  }
}
