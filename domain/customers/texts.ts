import { sentence } from "../words/sentence.ts";

/** How a server is reached: ops@10.0.1.11:22（鍵 secret:web01-key、sudo）. */
export const connectionTexts = {
  how: sentence("{where}（{details}）", "{where} ({details})"),
  key: sentence("鍵 {secret}", "key {secret}"),
  passphrase: sentence("パスフレーズ {secret}", "passphrase {secret}"),
  password: sentence("パスワード {secret}", "password {secret}"),
  via: sentence("踏み台 {host}", "via {host}"),
  becomePassword: sentence("権限変更のパスワード {secret}", "password of sudo or su {secret}"),
};

export const chatDestinationTexts = {
  hidden: sentence("（アドレスは表示しません）", "(the address is not shown)"),
};
