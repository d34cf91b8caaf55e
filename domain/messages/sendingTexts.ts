import { phrases, wording } from "../words/phrase.ts";
import { words } from "../words/sentence.ts";

export const channelTexts = words({
  mail: ["メール", "Mail"],
  chat: ["チャット", "Chat"],
  sms: ["SMS", "SMS"],
});

/** The kinds of message. */
export const messageTexts = phrases("message", {
  firing: ["発生", "firing"],
  repeat: ["継続中", "still firing"],
  recovery: ["復旧", "recovered"],
  toOperators: wording("オペレーターへの連絡（{$headline}）", "notice to operators ({$headline})"),
  alertMail: ["発生のご連絡", "notice of the alert"],
  recoveryMail: ["復旧のご連絡", "notice of the recovery"],
  fallbackMail: ["架電結果のご連絡", "result of the calls"],
  operatorMail: ["オペレーターのメール", "an operator's mail"],
  operatorPost: ["オペレーターの投稿", "an operator's message"],
  escalationMail: ["エスカレーションのご連絡", "notice of the escalation"],
  operatorCallsMail: ["有人架電の結果のご連絡", "result of the operators' calls"],
});

/** Why a message was never given to a provider. */
export const notSentTexts = phrases("not-sent", {
  unknownChat: ["設定にないチャットです", "the configuration has no such chat"],
  resolved: ["対応完了のため、送信を取りやめました", "not sent: the incident was resolved"],
  firesAgain: ["再び発生したため、送信を取りやめました", "not sent: it fired again"],
  olderFirst: [
    "この宛先への先のメールをまだ送信できていないため",
    "an older mail to this address is still being sent",
  ],
  beingSent: ["別のワーカーが送信中のため", "another worker is still sending it"],
  answered: ["ご回答済みのため、送信を取りやめました", "not sent: it was already answered"],
  notSetUp: wording(
    "{provider}への接続設定（{variable}）がありません",
    "{provider} is not set up ({variable} is missing)",
  ),
});
