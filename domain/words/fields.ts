import { phrases, wording } from "./phrase.ts";

/** What is wrong with one field of a form. */
export const fieldTexts = phrases("field", {
  enterSomething: ["入力してください", "Enter something"],
  atMost: wording("{most}文字以内で入力してください", "At most {most} characters"),
  unusableCharacters: ["使えない文字があります", "It holds characters that cannot be used"],
  noLineBreaks: ["改行は使えません", "No line breaks here"],
  oneOf: wording("{choices} のいずれか", "One of {choices}"),
  wholeNumber: wording(
    "{least}から{most}までの整数で入力してください",
    "A whole number from {least} to {most}",
  ),
  isoTime: ["ISO 8601の時刻で入力してください", "A time in ISO 8601, like 2026-11-22T03:27:15Z"],
  incidentNumber: ["インシデントの番号で入力してください", "An incident's number"],
  noSuchIncident: ["この番号のインシデントはありません", "There is no incident with this number"],
  chooseOne: ["1件以上選んでください", "Choose at least one"],
  mostAtOnce: wording("一度に{most}件までです", "At most {most} at once"),
});

/** What is wrong with a form as a whole; its fields have their own messages. */
export const formTexts = phrases("form", {
  lookAgain: ["入力内容を確認してください", "Check what you have entered"],
  lookAgainPlease: ["入力内容を確認してください。", "Check what you have entered."],
  unusableParameters: ["条件を確認してください", "Some parameters cannot be used"],
});

/** Whom something goes to, and what they are called. */
export const recipientTexts = phrases("recipient", {
  chooseRecipients: ["宛先を1件以上選んでください", "Choose at least one recipient"],
  mostRecipients: wording("宛先は{most}件までです", "At most {most} recipients"),
  chooseChats: ["投稿先を1件以上選んでください", "Choose at least one chat"],
  mostChats: wording("投稿先は{most}件までです", "At most {most} chats"),
  notAContact: ["このお客様の連絡先ではありません", "Not a contact of this customer"],
  notAChat: ["このお客様のチャットではありません", "Not a chat of this customer"],
  noMail: wording("{name} 様のメールアドレスは登録されていません", "{name} has no mail address"),
  noPhone: wording("{name} 様の電話番号は登録されていません", "{name} has no telephone number"),
  noOwnPhone: ["ご自身の電話番号が登録されていません", "You have no telephone number of your own yet"],
  phoneCountry: [
    "発信を許可している国・地域の電話番号で入力してください",
    "A telephone number in a country that may be rung",
  ],
  tooManyPhones: wording(
    "お一人が1日に使える電話番号は{most}個までです。登録済みの電話番号をお使いください",
    "One person may use at most {most} different telephone numbers a day. Use the one that is registered",
  ),
  phone: ["090-1234-5678 のような電話番号で入力してください", "A telephone number, like 090-1234-5678"],
});

/** When a call by hand was placed. */
export const placedAtTexts = phrases("placed-at", {
  beforeDetection: ["検知より前の時刻です", "That is before the detection"],
  future: ["まだ来ていない時刻です", "That time has not come yet"],
});

/** The same for a workflow, which names the field in its one line because the Temporal UI knows no fields. */
export const saidTexts = phrases("said", {
  oneObject: ['{ "by": "名前" } の形のJSONで入力してください', 'Enter JSON of the form { "by": "name" }'],
  enterSomething: wording("{field}: 入力してください", "{field}: enter something"),
  atMost: wording("{field}: {most}文字以内で入力してください", "{field}: at most {most} characters"),
  unusableCharacters: wording(
    "{field}: 使えない文字があります",
    "{field}: it holds characters that cannot be used",
  ),
  noLineBreaks: wording("{field}: 改行は使えません", "{field}: no line breaks here"),
  list: wording("{field}: 1件から{most}件の一覧で入力してください", "{field}: a list of 1 to {most}"),
  oneOf: wording("{field}: {choices} のいずれか", "{field}: one of {choices}"),
  internationalPhone: wording(
    "{field}: +81から始まる番号で入力してください",
    "{field}: a number that begins with +81",
  ),
  cannotBeDialled: [
    "operatorPhone: この番号へは発信できません",
    "operatorPhone: this number cannot be called",
  ],
  epochMilliseconds: wording(
    "{field}: UNIX時刻（ミリ秒）で入力してください",
    "{field}: a time in milliseconds since 1970",
  ),
  isoTime: wording(
    "{field}: ISO 8601の時刻で入力してください",
    "{field}: a time in ISO 8601, like 2026-11-22T03:27:15Z",
  ),
  wholeNumber: wording(
    "{field}: {least}から{most}までの整数で入力してください",
    "{field}: a whole number from {least} to {most}",
  ),
  object: wording("{field}: JSONのオブジェクトで入力してください", "{field}: a JSON object"),
  placedAt: [
    "placedAt: 検知から現在までの時刻で入力してください",
    "placedAt: a time between the detection and now",
  ],
  ruleOrCustomer: ["rule と customer のどちらか一方を指定してください", "Give either rule or customer"],
  notRecipients: wording(
    "to: このお客様の宛先ではありません（{ids}）",
    "to: not recipients of this customer ({ids})",
  ),
});
