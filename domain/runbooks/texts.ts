import { sentence } from "../words/sentence.ts";

/** The result of a runbook's question, or why it could not be asked. */
export const probeTexts = {
  exited: sentence("終了コード {code}", "Exit code {code}"),
  exitedOtherwise: sentence(
    "終了コード {code}、出力が条件に一致しません",
    "Exit code {code}, but the output is another one",
  ),
  tooSlow: sentence("{seconds}秒以内に終わりませんでした", "It did not end within {seconds} s"),
  instance: sentence("インスタンスの状態は {state}", "The instance is {state}"),
  statusChecks: sentence(
    "ステータスチェックはインスタンス {instance}、システム {system}",
    "Status checks: instance {instance}, system {system}",
  ),
  balancer: sentence("ロードバランサーでの状態は {state}", "Its state at the load balancer is {state}"),
  registrations: sentence(
    "このロードバランサーへの登録は{count}件",
    "Registrations at this load balancer: {count}",
  ),
  others: sentence("ほかに正常なサーバーは{count}台", "Other healthy servers: {count}"),
  memberships: sentence("ロードバランサーへの登録は{count}件", "Registrations at load balancers: {count}"),
  image: sentence("イメージ {image}（{createdAt} 作成）", "Image {image}, made at {createdAt}"),
  noImage: sentence("利用できるイメージがありません", "There is no image that can be used"),
  nothingRestored: sentence("復元したインスタンスがありません", "No instance has been restored"),
  restored: sentence(
    "復元したインスタンスは {id}（{address}）。ステータスチェックはインスタンス {instance}、システム {system}",
    "The restored instance is {id} ({address}). Status checks: instance {instance}, system {system}",
  ),
  wayInStays: sentence(
    "接続元 {address} は遮断の対象に含まれません",
    "We come from {address}, which is not to be blocked",
  ),
  wayInShut: sentence(
    "接続元 {address} との通信が遮断されるため、実施できません",
    "We come from {address}, and would be locked out",
  ),
  wayInUnknown: sentence(
    "接続元のアドレスを確認できないため、実施できません",
    "It cannot be told from which address we come, so nothing is blocked",
  ),
};

/** The result of an action that had nothing to do. */
export const balancerTexts = {
  nothingToPutBack: sentence(
    "この実行で切り離した登録がないため、ロードバランサーには何も登録していません",
    "This run has taken nothing out of the load balancer, so nothing was registered",
  ),
};

export const reachTexts = {
  noCloud: sentence(
    "システム {system} のクラウドの設定がありません",
    "System {system} has no cloud in the customer's file",
  ),
  noRole: sentence(
    "システム {system} にAWSのロールの設定がなく、Tobanの認証情報の使用も許可されていません（AWS_OWN_ACCOUNT_CUSTOMERS）",
    "System {system} names no role at AWS, and Toban's own credentials are not permitted to it (AWS_OWN_ACCOUNT_CUSTOMERS)",
  ),
  foreignExternalId: sentence(
    "外部ID（externalId）がほかのお客様にも登録されているため、AWSに接続しません（toban external-id {customer}）",
    "The external id is another customer's too, so AWS is not asked (toban external-id {customer})",
  ),
  noInstance: sentence(
    "対象 {target} のインスタンスIDの設定がありません",
    "Target {target} has no instance in the customer's file",
  ),
};
