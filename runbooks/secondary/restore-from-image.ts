import { act, check, image, instance, manual, repeatable, runbook, waitUntil, when } from "../sdk/index.ts";

export default runbook({
  id: "restore-from-image",
  title: "イメージからの復元（EC2）",
  kind: "secondary",
  purpose:
    "最新のイメージから新しいインスタンスを作成し、サービスを引き継ぎます。元のインスタンスは、調査や切り戻しのため、そのまま残します。イメージの取得後に変わったデータは、新しいインスタンスには含まれません。",
  params: {},
  steps: () => [
    check({
      title: "復元に使えるイメージがある",
      criterion: "あれば続けます。なければ復元できないため、中止します。",
      probe: image.isAvailable,
      withinSeconds: 60,
    }),
    act({
      title: "最新のイメージから新しいインスタンスを作成する",
      action: image.restore,
      effect: repeatable,
      cannotBeUndone:
        "作成したインスタンスは、調査に使える場合があるため自動では削除しません（削除するまで料金がかかります）",
      withinSeconds: 120,
    }),
    waitUntil({
      title: "新しいインスタンスがステータスチェックに合格する",
      criterion: "合格すれば続けます。時間内に合格しなければ、引き継ぎを行わず中止して報告します。",
      probe: image.isRestored,
      everySeconds: 15,
      withinSeconds: 1_200,
    }),
    when({
      title: "元のインスタンスがロードバランサーに登録されている",
      criterion:
        "登録されていれば、新しいインスタンスを同じところに登録します。なければ、通信の切り替えを手作業で行います。",
      probe: instance.is("behind-a-balancer"),
      withinSeconds: 60,
      yes: [
        act({
          title: "新しいインスタンスをロードバランサーに登録する",
          action: image.join,
          effect: repeatable,
          undo: {
            title: "新しいインスタンスをロードバランサーから切り離す",
            action: image.leave,
            withinSeconds: 60,
          },
          withinSeconds: 60,
        }),
      ],
      no: [
        manual({
          title: "通信を新しいインスタンスに切り替える",
          instructions:
            "Elastic IPの関連付け、またはDNSのレコードを、新しいインスタンスに変更します。アドレスを指定しているほかのサーバーの設定があれば、合わせて変更します。元のインスタンスは停止・変更しません。変更前の値を記録します。",
          criterion:
            "新しいインスタンスに通信が届くことを確認できたら、完了を記録して続けます。確認できなければ、変更前の値に戻して中止します。",
          withinSeconds: 3_600,
        }),
      ],
    }),
  ],
  verify: () => ({
    title: "新しいインスタンスが正常である",
    criterion: "ステータスチェックに合格していれば完了です。不合格なら復旧していないと判断し、報告します。",
    probe: image.isRestored,
    withinSeconds: 60,
  }),
  recoveryWaitSeconds: 0,
});
