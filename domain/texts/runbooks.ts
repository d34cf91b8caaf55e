import { sentence } from "./sentence.ts";

/** What a runbook's question came to, or why it could not be asked. */
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
  others: sentence("ほかに正常なサーバーは{count}台", "Other healthy servers: {count}"),
};

export const reachTexts = {
  noCloud: sentence(
    "システム {system} のクラウドの設定がありません",
    "System {system} has no cloud in the customer's file",
  ),
  noInstance: sentence(
    "対象 {target} のインスタンスIDの設定がありません",
    "Target {target} has no instance in the customer's file",
  ),
};
