import { phrases, wording } from "../words/phrase.ts";
import { sentence } from "../words/sentence.ts";

/** The outcome of a mail or chat message to one recipient; calls have their usual words. */
export const tellingOutcomeTexts = {
  mailed: sentence("送信しました", "sent"),
  posted: sentence("投稿しました", "posted"),
  refused: sentence("受け付けられませんでした", "refused"),
  failed: sentence("送信できませんでした", "not sent"),
};

/** Who was reached, one line for each channel. */
export const testResultTexts = {
  mail: sentence("メール: {total}件中{sent}件を送信", "Mail: {sent} of {total} sent"),
  chat: sentence("チャット: {total}件中{sent}件を投稿", "Chat: {sent} of {total} posted"),
  call: sentence("電話: {total}名中{reached}名が1を押して確認", "Telephone: {reached} of {total} pressed 1"),
  reached: sentence("確認: {names}", "Reached: {names}"),
  notReached: sentence("未確認: {names}", "Not reached: {names}"),
  pending: sentence("架電中・架電待ち: {names}", "Being called or still to be called: {names}"),
  person: sentence("{name} 様", "{name}"),
};

/** Everything that happened in a test. */
export const testStoryTexts = {
  begun: sentence("運用試験を開始しました", "Began the operation test"),
  aborted: sentence(
    "運用試験を中止しました。これ以上の架電は行いません",
    "Aborted the operation test. Nobody else is called",
  ),
  ended: sentence("運用試験が終わりました", "The operation test has ended"),
  mail: sentence("メール {name} 様（{to}）: {what}", "Mail to {name} ({to}): {what}"),
  chat: sentence("チャット {name}: {what}", "Chat {name}: {what}"),
  call: sentence("電話 {name} 様（{to}）: {what}", "Call to {name} ({to}): {what}"),
  dialled: sentence("発信しました", "placed"),
  ringing: sentence("呼び出し中です", "ringing"),
  pressed: sentence("{key}が押されました", "{key} was pressed"),
  outcomeWhy: sentence("{outcome}（{reason}）", "{outcome} ({reason})"),
};

/** Why a part of a test was not done, or its result is unknown; stored with its step. */
export const testReasonTexts = phrases("test-reason", {
  notSentAborted: ["テストの中止のため、送信していません", "not sent: the test was aborted"],
  notDoneAborted: ["テストの中止のため、行っていません", "not done: the test was aborted"],
  hungUpAborted: ["テストの中止のため、呼び出しを終了しました", "stopped ringing: the test was aborted"],
  notDone: ["実施できませんでした", "could not be done"],
  noResult: ["結果を確認できませんでした", "the result is not known"],
});

/** Why a test cannot begin, be shown or be aborted. */
export const testRefusalTexts = phrases("test-refusal", {
  cannotBegin: ["運用試験を開始できません。", "The operation test cannot begin."],
  running: wording(
    "{customer} の運用試験がすでに実施中です。終わるまでお待ちください。",
    "An operation test of {customer} is running. Wait for its end.",
  ),
  ended: ["この運用試験はすでに終わっています。", "This operation test has ended already."],
  unknown: wording("運用試験 #{test} はありません。", "There is no operation test #{test}."),
});
