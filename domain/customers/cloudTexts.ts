import { sentence } from "../words/sentence.ts";

/**
 * What became of a request to a customer's cloud. `action` is the permission's own name (`ec2:RebootInstances`), so
 * an operator can say which one is missing; `code` is the cloud's own error code.
 */
export const cloudTexts = {
  denied: sentence(
    "AWSの操作が許可されていません（{action}: {code}）",
    "AWS does not allow the operation ({action}: {code})",
  ),
  noCredentials: sentence(
    "AWSの認証情報が設定されていません（{action}: {code}）",
    "there are no credentials for AWS ({action}: {code})",
  ),
  notFound: sentence(
    "AWSに対象が見つかりません（{action}: {code}）",
    "AWS does not know what was asked for ({action}: {code})",
  ),
  throttled: sentence(
    "AWSの操作回数の制限中です（{action}: {code}）",
    "AWS limits the number of operations just now ({action}: {code})",
  ),
  notNow: sentence(
    "AWSの対象が操作できる状態ではありません（{action}: {code}）",
    "the state at AWS does not allow the operation just now ({action}: {code})",
  ),
  noCapacity: sentence(
    "AWSに空きがありません（{action}: {code}）",
    "AWS has no capacity just now ({action}: {code})",
  ),
  invalid: sentence(
    "AWSが操作を受け付けませんでした（{action}: {code}）",
    "AWS refused the operation ({action}: {code})",
  ),
  failing: sentence("AWSでエラーが発生しました（{action}: {code}）", "an error at AWS ({action}: {code})"),
  unreachable: sentence("AWSに接続できませんでした（{code}）", "could not connect to AWS ({code})"),
  silent: sentence("AWSから応答がありませんでした（{code}）", "no answer from AWS ({code})"),
  wrongAccount: sentence(
    "AWSアカウントが登録と異なります（登録: {expected}、接続先: {found}）",
    "this is another AWS account than the registered one (registered: {expected}, found: {found})",
  ),
};
