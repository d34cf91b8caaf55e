import { phrases, wording } from "./phrase.ts";

/** What a check over the network saw, as one short fact. */
export const networkTexts = phrases("network", {
  answered: wording("HTTP {status} の応答がありました", "answered HTTP {status}"),
  answeredWithText: wording(
    "HTTP {status} の応答に指定の文字列がありました",
    "answered HTTP {status} with the expected text",
  ),
  answeredWithoutText: wording(
    "HTTP {status} の応答に指定の文字列がありません",
    "answered HTTP {status} without the expected text",
  ),
  unexpectedStatus: wording(
    "想定外の HTTP {status} の応答がありました（想定: {expected}）",
    "answered HTTP {status}, expected {expected}",
  ),
  tooManyRedirects: wording(
    "転送が多すぎます（{most}回を超えました）",
    "redirected too often (more than {most} times)",
  ),
  addressRefused: wording(
    "許可されていないネットワークのアドレスです（{code}）",
    "the address is in a network that may not be reached ({code})",
  ),
  badAddress: ["URLが正しくありません", "the URL is not valid"],
  open: wording("ポート {port} に接続できました", "connected to port {port}"),
  certificateGood: wording(
    "証明書の残り有効日数は{days}日です",
    "the certificate is valid for {days} more days",
  ),
  certificateEndsSoon: wording(
    "証明書の残り有効日数が{days}日です（必要: {needed}日）",
    "the certificate is valid for only {days} more days ({needed} needed)",
  ),
  certificateExpired: wording(
    "証明書の有効期限が切れています（{code}）",
    "the certificate has expired ({code})",
  ),
  certificateNotYet: wording(
    "証明書がまだ有効期間に入っていません（{code}）",
    "the certificate is not valid yet ({code})",
  ),
  certificateOfAnother: wording(
    "証明書が別の名前のものです（{code}）",
    "the certificate is for another name ({code})",
  ),
  certificateUntrusted: wording(
    "証明書の発行元を信頼できません（{code}）",
    "the certificate's issuer is not trusted ({code})",
  ),
  noTls: wording("TLSで接続できませんでした（{code}）", "could not connect by TLS ({code})"),
  refused: wording("接続が拒否されました（{code}）", "the connection was refused ({code})"),
  unknownName: wording("ホスト名を解決できませんでした（{code}）", "the host name is not known ({code})"),
  noRoute: wording("ネットワークに到達できませんでした（{code}）", "the network is not reachable ({code})"),
  brokenOff: wording("接続が途中で切断されました（{code}）", "the connection broke off ({code})"),
  silent: wording("{seconds}秒以内に応答がありませんでした", "no answer within {seconds} seconds"),
});
