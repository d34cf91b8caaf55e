import { sentence } from "../words/sentence.ts";

/** What is wrong with a runbook's parameter. */
export const parameterTexts = {
  missing: sentence("値がありません", "is missing"),
  unknown: sentence("この手順書にこのパラメーターはありません", "is no parameter of it"),
  notText: sentence("文字列で入力してください", "expected a text"),
  notWhole: sentence("整数で入力してください", "expected a whole number"),
  notList: sentence("文字列または文字列のリストで入力してください", "expected a text or a list of texts"),
  atLeast: sentence("{least}以上の値を入力してください", "expected at least {least}"),
  atMost: sentence("{most}以下の値を入力してください", "expected at most {most}"),
  tooLong: sentence("長さは{most}文字までです", "is longer than {most} characters"),
  beginsWithDash: sentence("「-」で始めることはできません", "may not begin with -"),
  badForm: sentence("使えない文字を含むか、形式が正しくありません", "has another form than it may have"),
  notAbsolute: sentence(
    "「/」で始まり「..」を含まないパスを入力してください",
    "is no absolute path, or holds ..",
  ),
  partNotAbsolute: sentence(
    "{part} は「/」で始まり「..」を含まないパスではありません",
    "{part} is no absolute path of a file or folder",
  ),
  ofSystem: sentence("システムのディレクトリーは指定できません", "belongs to the system"),
  tooWide: sentence(
    "範囲が広すぎます。その中のディレクトリーを指定してください",
    "is too wide: name a folder inside it",
  ),
  noService: sentence(
    "サービス（.service）だけを指定できます。{suffix} は指定できません",
    "takes a service alone, and {suffix} is none",
  ),
  endsServer: sentence(
    "サーバーの停止や再起動を行うサービスは指定できません",
    "is a service that ends the server's work",
  ),
  empty: sentence("一つ以上入力してください", "is empty"),
  noAddress: sentence(
    "{part} はアドレスでもネットワークでもありません",
    "{part} is no address and no network",
  ),
  networkTooWide: sentence(
    "{part} は範囲が広すぎます（IPv{family}では /{bits} まで）",
    "{part} is too wide: at least /{bits} for IPv{family}",
  ),
  ownMachine: sentence("{part} はサーバー自身のアドレスです", "{part} is the machine itself"),
  overlapping: sentence("{part} と {other} は重なっています", "{part} and {other} overlap"),
};
