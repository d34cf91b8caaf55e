import { phrases, wording } from "../words/phrase.ts";

/** What is wrong with a runbook's parameter. */
export const parameterTexts = phrases("parameter", {
  missing: ["値がありません", "is missing"],
  unknown: ["この手順書にこのパラメーターはありません", "is no parameter of it"],
  notText: ["文字列で入力してください", "expected a text"],
  notWhole: ["整数で入力してください", "expected a whole number"],
  notList: ["文字列または文字列のリストで入力してください", "expected a text or a list of texts"],
  atLeast: wording("{least}以上の値を入力してください", "expected at least {least}"),
  atMost: wording("{most}以下の値を入力してください", "expected at most {most}"),
  tooLong: wording("長さは{most}文字までです", "is longer than {most} characters"),
  beginsWithDash: ["「-」で始めることはできません", "may not begin with -"],
  badForm: ["使えない文字を含むか、形式が正しくありません", "has the wrong form"],
  notAbsolute: [
    "「/」で始まり「..」を含まないパスを入力してください",
    "is not an absolute path, or contains ..",
  ],
  partNotAbsolute: wording(
    "{part} は「/」で始まり「..」を含まないパスではありません",
    "{part} is not an absolute path of a file or folder",
  ),
  ofSystem: ["システムのディレクトリーは指定できません", "belongs to the system"],
  tooWide: [
    "範囲が広すぎます。その中のディレクトリーを指定してください",
    "is too wide: name a folder inside it",
  ],
  noService: wording(
    "サービス（.service）だけを指定できます。{suffix} は指定できません",
    "must be a service, and {suffix} is not one",
  ),
  endsServer: ["サーバーの停止や再起動を行うサービスは指定できません", "is a service that stops the server"],
  empty: ["一つ以上入力してください", "is empty"],
  noAddress: wording(
    "{part} はアドレスでもネットワークでもありません",
    "{part} is neither an address nor a network",
  ),
  networkTooWide: wording(
    "{part} は範囲が広すぎます（IPv{family}では /{bits} まで）",
    "{part} is too wide: at least /{bits} for IPv{family}",
  ),
  ownMachine: wording("{part} はサーバー自身のアドレスです", "{part} is the server itself"),
  overlapping: wording("{part} と {other} は重なっています", "{part} and {other} overlap"),
});
