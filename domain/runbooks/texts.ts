import { phrases, wording } from "../words/phrase.ts";

/** The result of a runbook's question, or why it could not be asked. */
export const probeTexts = phrases("probe", {
  exited: wording("終了コード {code}", "Exit code {code}"),
  exitedOtherwise: wording(
    "終了コード {code}、出力が条件に一致しません",
    "Exit code {code}, but the output does not match",
  ),
  tooSlow: wording("{seconds}秒以内に終わりませんでした", "It did not end within {seconds} s"),
  instance: wording("インスタンスの状態は {state}", "The instance is {state}"),
  statusChecks: wording(
    "ステータスチェックはインスタンス {instance}、システム {system}",
    "Status checks: instance {instance}, system {system}",
  ),
  balancer: wording("ロードバランサーでの状態は {state}", "Its state at the load balancer is {state}"),
  registrations: wording(
    "このロードバランサーへの登録は{count}件",
    "Registrations at this load balancer: {count}",
  ),
  others: wording("ほかに正常なサーバーは{count}台", "Other healthy servers: {count}"),
  memberships: wording("ロードバランサーへの登録は{count}件", "Registrations at load balancers: {count}"),
  image: wording("イメージ {image}（{createdAt} 作成）", "Image {image}, made at {createdAt}"),
  noImage: ["利用できるイメージがありません", "There is no image that can be used"],
  nothingRestored: ["復元したインスタンスがありません", "No instance has been restored"],
  restored: wording(
    "復元したインスタンスは {id}（{address}）。ステータスチェックはインスタンス {instance}、システム {system}",
    "The restored instance is {id} ({address}). Status checks: instance {instance}, system {system}",
  ),
  wayInStays: wording(
    "接続元 {address} は遮断の対象に含まれません",
    "We log in from {address}, which is not to be blocked",
  ),
  wayInShut: wording(
    "接続元 {address} との通信が遮断されるため、実施できません",
    "We log in from {address}, and would be locked out",
  ),
  wayInUnknown: [
    "接続元のアドレスを確認できないため、実施できません",
    "It is unknown from which address we log in, so nothing is blocked",
  ],
});

/** The result of an action that had nothing to do. */
export const balancerTexts = phrases("balancer", {
  nothingToPutBack: [
    "この実行で切り離した登録がないため、ロードバランサーには何も登録していません",
    "This run has taken nothing out of the load balancer, so nothing was registered",
  ],
});

export const reachTexts = phrases("reach", {
  noCloud: wording(
    "システム {system} のクラウドの設定がありません",
    "System {system} has no cloud in the customer's file",
  ),
  noRole: wording(
    "システム {system} にAWSのロールの設定がなく、Tobanの認証情報の使用も許可されていません（AWS_OWN_ACCOUNT_CUSTOMERS）",
    "System {system} names no role at AWS, and may not use Toban's own credentials (AWS_OWN_ACCOUNT_CUSTOMERS)",
  ),
  foreignExternalId: wording(
    "外部ID（externalId）がほかのお客様にも登録されているため、AWSに接続しません（toban external-id {customer}）",
    "Another customer has the same external id, so AWS is not asked (toban external-id {customer})",
  ),
  noInstance: wording(
    "対象 {target} のインスタンスIDの設定がありません",
    "Target {target} has no instance in the customer's file",
  ),
});
