import { phrases, wording } from "../words/phrase.ts";

/**
 * What became of a request to a customer's cloud. `action` is the permission's own name (`ec2:RebootInstances`), so
 * an operator can say which one is missing; `code` is the cloud's own error code.
 */
export const cloudTexts = phrases("cloud", {
  denied: wording(
    "AWSの操作が許可されていません（{action}: {code}）",
    "AWS does not allow the operation ({action}: {code})",
  ),
  noCredentials: wording(
    "AWSの認証情報が設定されていません（{action}: {code}）",
    "there are no credentials for AWS ({action}: {code})",
  ),
  notFound: wording(
    "AWSに対象が見つかりません（{action}: {code}）",
    "AWS does not know the requested resource ({action}: {code})",
  ),
  throttled: wording(
    "AWSの操作回数の制限中です（{action}: {code}）",
    "AWS is limiting the number of operations ({action}: {code})",
  ),
  notNow: wording(
    "AWSの対象が操作できる状態ではありません（{action}: {code}）",
    "the present state at AWS does not allow the operation ({action}: {code})",
  ),
  noCapacity: wording(
    "AWSに空きがありません（{action}: {code}）",
    "AWS has no capacity just now ({action}: {code})",
  ),
  invalid: wording(
    "AWSが操作を受け付けませんでした（{action}: {code}）",
    "AWS refused the operation ({action}: {code})",
  ),
  failing: wording("AWSでエラーが発生しました（{action}: {code}）", "an error at AWS ({action}: {code})"),
  unreachable: wording("AWSに接続できませんでした（{code}）", "could not connect to AWS ({code})"),
  silent: wording("AWSから応答がありませんでした（{code}）", "no answer from AWS ({code})"),
  wrongAccount: wording(
    "AWSアカウントが登録と異なります（登録: {expected}、接続先: {found}）",
    "this is another AWS account than the registered one (registered: {expected}, found: {found})",
  ),
});
