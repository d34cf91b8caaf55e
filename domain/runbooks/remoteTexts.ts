import { phrases, wording } from "../words/phrase.ts";

/** Why a managed target could not be worked on over SSH. `at` is the place: `web01.example:22`. */
export const sshTexts = phrases("ssh", {
  unreachable: wording("{at} に接続できませんでした（{code}）", "could not connect to {at} ({code})"),
  addressRefused: wording(
    "{at} には接続できません（許可されていないネットワークです）",
    "{at} is in a network that may not be reached",
  ),
  tooSlow: wording(
    "{at} が{seconds}秒以内に応答しませんでした",
    "{at} did not answer within {seconds} seconds",
  ),
  notSsh: wording(
    "{at} とSSHの接続を確立できませんでした",
    "an SSH connection to {at} could not be established",
  ),
  jumpRefuses: wording(
    "踏み台 {jump} から {at} への中継が許可されていません",
    "the jump host {jump} does not allow forwarding to {at}",
  ),
  jumpCannotReach: wording(
    "踏み台 {jump} から {at} に接続できませんでした",
    "the jump host {jump} could not connect to {at}",
  ),
  loginRefused: wording(
    "{at} に {user} でログインできませんでした（パスワードまたは鍵が拒否されました）",
    "{at} did not let {user} log in (password or key refused)",
  ),
  methodNotOffered: wording(
    "{at} は {user} に設定された認証方法を受け付けません（利用可能: {methods}）",
    "{at} does not accept the login method set for {user} (it offers: {methods})",
  ),
  nothingToLogInWith: wording(
    "{at} の {user} にはパスワードも鍵も設定されていません",
    "neither a password nor a key is set for {user} at {at}",
  ),
  badPassphrase: wording(
    "{at} の {user} の秘密鍵を開けません（パスフレーズが正しくありません）",
    "the private key of {user} at {at} does not open (wrong passphrase)",
  ),
  badKey: wording(
    "{at} の {user} の秘密鍵を読み取れません",
    "the private key of {user} at {at} cannot be read",
  ),
  noCommands: wording(
    "{at} は {user} のコマンドを実行しませんでした",
    "{at} does not run commands for {user}",
  ),
  hostKeyUnknown: wording(
    "{at} のホスト鍵が登録されていません（提示された鍵: {seen}）",
    "no host key is known for {at} (it shows {seen})",
  ),
  hostKeyChanged: wording(
    "警告: {at} のホスト鍵が登録と異なるため接続を中止しました。なりすましの可能性があります（登録: {pinned}、提示: {seen}）",
    "Warning: the host key of {at} differs from the known one, so nothing was sent. Another machine may be posing as it (known: {pinned}, shown: {seen})",
  ),
  noWayToRoot: wording(
    "{at} で管理者権限が必要ですが、become が none に設定されています",
    "root's rights are needed at {at}, but become is none",
  ),
  becomePasswordWrong: wording(
    "{at} で {how} のパスワードが拒否されました",
    "{at} refused the password for {how}",
  ),
  becomePasswordMissing: wording(
    "{at} の {how} にはパスワードが必要ですが、設定されていません",
    "{how} at {at} needs a password, and none is set",
  ),
  becomeNotAllowed: wording(
    "{at} の {user} には {how} が許可されていません",
    "{user} may not use {how} at {at}",
  ),
  becomeMissing: wording("{at} に {how} がありません", "{at} has no {how}"),
  becomeFailed: wording(
    "{at} で {how} により管理者権限を得られませんでした（終了コード {code}）",
    "{how} at {at} did not give root's rights (exit code {code})",
  ),
  wantsTty: wording(
    "{at} の {how} は端末（tty）を要求します。requiretty を外してください",
    "{how} at {at} asks for a terminal: requiretty must be switched off there",
  ),
  connectionLost: wording("{at} との接続が切れました", "the connection to {at} was lost"),
});

/** Why a target cannot be reached: what the customer's file lacks. */
export const routeTexts = phrases("route", {
  targetUnknown: wording(
    "対象 {target} は顧客設定にありません",
    "there is no target {target} in the customer's file",
  ),
  noHost: wording("対象 {target} に host がありません", "the target {target} has no host"),
  noConnect: wording("対象 {target} に connect がありません", "the target {target} has no connect"),
  jumpUnknown: wording(
    "対象 {target} の踏み台 {via} は顧客設定にありません",
    "there is no target {via} to reach {target} through",
  ),
  circle: wording("踏み台の経路が循環しています: {path}", "the way over jump hosts goes in a circle: {path}"),
});
