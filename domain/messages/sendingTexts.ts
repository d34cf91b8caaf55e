import { sentence, words } from "../words/sentence.ts";

export const channelTexts = words({
  mail: ["メール", "Mail"],
  chat: ["チャット", "Chat"],
  sms: ["SMS", "SMS"],
});

/** What a message was. */
export const messageTexts = {
  toOperators: sentence("オペレーターへの連絡（{$headline}）", "notice to operators ({$headline})"),
  ...words({
    alertMail: ["発生のご連絡", "notice of the alert"],
    recoveryMail: ["復旧のご連絡", "notice of the recovery"],
    fallbackMail: ["架電結果のご連絡", "result of the calls"],
    operatorMail: ["オペレーターのメール", "an operator's mail"],
    operatorPost: ["オペレーターの投稿", "an operator's message"],
    escalationMail: ["エスカレーションのご連絡", "notice of the escalation"],
    operatorCallsMail: ["有人架電の結果のご連絡", "result of the operators' calls"],
  }),
};

/** Why operators are told, where it is not one of `attentionTexts`. */
export const headlineTexts = {
  minutesLeft: sentence("初動期限まで残り{minutes}分", "{minutes} minutes left for the first response"),
  ...words({
    lessThanAMinuteLeft: ["初動期限まで残り1分未満", "less than a minute left for the first response"],
    callUnknown: ["架電結果不明", "outcome of a call unknown"],
  }),
};

/** Why a message was not sent that no provider ever saw. */
export const notSentTexts = {
  unknownChat: sentence("設定にないチャットです", "the configuration has no such chat"),
  resolved: sentence("対応完了のため、送信を取りやめました", "not sent: the incident was resolved"),
  firesAgain: sentence("再び発生したため、送信を取りやめました", "not sent: it fired again"),
  olderFirst: sentence(
    "この宛先への先のメールをまだ送信できていないため",
    "an older mail to this address is still being tried",
  ),
  answered: sentence("ご回答済みのため、送信を取りやめました", "not sent: it was answered already"),
  notSetUp: sentence(
    "{provider}への接続設定（{variable}）がありません",
    "{provider} is not set up ({variable} is missing)",
  ),
};
