import { act, check, instance, neverTwice, runbook, waitUntil } from "../sdk/index.ts";

export default runbook({
  id: "reboot-instance",
  title: "インスタンスの再起動（EC2）",
  kind: "primary",
  purpose: "ログインできないサーバーを、クラウドの操作で再起動します。",
  params: {},
  steps: () => [
    check({
      title: "インスタンスが起動している",
      criterion:
        "起動していれば続けます。停止していれば再起動では直らないため、中止してエスカレーションします。",
      probe: instance.is("running"),
      withinSeconds: 30,
    }),
    act({
      title: "インスタンスを再起動する",
      action: instance.reboot,
      effect: neverTwice,
      cannotBeUndone: "再起動前の状態には戻せないため",
      withinSeconds: 60,
    }),
    waitUntil({
      title: "ステータスチェックに合格する",
      criterion: "合格すれば続けます。時間内に合格しなければ、中止してエスカレーションします。",
      probe: instance.is("passing-checks"),
      everySeconds: 15,
      withinSeconds: 420,
    }),
  ],
  verify: () => ({
    title: "インスタンスが正常である",
    criterion:
      "ステータスチェックに合格していれば復旧の知らせを待ちます。不合格なら復旧していないと判断します。",
    probe: instance.is("passing-checks"),
    withinSeconds: 30,
  }),
  recoveryWaitSeconds: 240,
});
