import { phrases, wording } from "../words/phrase.ts";

/** What is wrong with a dry run's form, or its customer. */
export const customerFieldTexts = phrases("customer-field", {
  faulty: ["入力に誤りがあります。", "Check what you have entered."],
  unknownCustomer: wording("お客様 {customer} は登録されていません。", "There is no customer {customer}."),
  required: ["入力してください", "Enter something"],
  tooLong: wording("{most}文字までです", "At most {most} characters"),
  level: ["low、middle、high のいずれかです", "One of low, middle, high"],
  time: ["2026-11-22T12:27:15+09:00 のような時刻です", "A time like 2026-11-22T12:27:15+09:00"],
  unknownSystem: ["このお客様にないシステムです", "This customer has no such system"],
});

/** What is wrong with an operation test's form. */
export const testFieldTexts = phrases("test-field", {
  id: ["idを入れてください", "Enter an id"],
  ids: ["idのリストで指定してください", "Give a list of ids"],
  tooMany: wording("{most}件までです", "At most {most}"),
  ruleName: ["対応ルールの名前を入れてください", "Enter the name of a rule"],
  onlyAll: [
    "all のみ指定できます（全員に1回ずつ架電します）",
    "Only all is possible (everybody is rung once)",
  ],
  wholeSeconds: ["秒数を整数で入れてください", "Enter seconds as a whole number"],
  ringSeconds: ["1から180までです", "From 1 to 180"],
  text: ["文字で入れてください", "Enter a text"],
  unknownRule: wording("対応ルール「{rule}」はありません", 'There is no rule "{rule}"'),
  unknownContact: wording("連絡先「{id}」はありません", 'There is no contact "{id}"'),
  unknownChat: wording("チャット「{id}」はありません", 'There is no chat "{id}"'),
  nobodyChosen: [
    "対応ルールか、メール・チャット・電話の宛先を指定してください",
    "Choose a rule, or recipients of mail, chat or calls",
  ],
  ruleTellsNobody: wording(
    "対応ルール「{rule}」には、テストできる通知先がありません",
    'Rule "{rule}" tells nobody who can be tested',
  ),
});
