export const people = {
  title: "利用者",
  hint: "追加とパスワードの再設定は、コマンド toban user で行います。",
  secondFactor: "二要素認証",
  noSecondFactor: "二要素認証なし",
  noPassword: "パスワードなし",
  disabledSince: "停止中（{{time}}から）",
  seen: "最終利用 {{time}}",
  notSeen: "ログインしていません",
  disable: "利用を止める",
  enable: "利用を再開する",
  disableTitle: "{{name}} さんの利用を止めますか",
  disableHint:
    "ログイン中の端末とAPIトークンは、すべてすぐに使えなくなります。再開はできますが、APIトークンは作り直しになります。",
  disabled: "{{name}} さんの利用を止めました",
  enabled: "{{name}} さんの利用を再開しました",
  you: "あなた",
};
