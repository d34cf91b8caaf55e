import {
  act,
  behind,
  check,
  instance,
  neverTwice,
  repeatable,
  runbook,
  text,
  waitUntil,
} from "../sdk/index.ts";

export default runbook({
  id: "cycle-behind-load-balancer",
  title: "ロードバランサーからの切り離しと再起動",
  kind: "primary",
  purpose:
    "サーバーをロードバランサーから切り離して再起動し、正常になってから戻します。利用者への影響を抑えます。",
  params: {
    targetGroup: text({ what: "ターゲットグループの名前またはARN", example: "shop-web" }, /^[\w:/.-]+$/),
  },
  steps: ({ targetGroup }) => {
    const balancer = behind(targetGroup);
    return [
      check({
        title: "ロードバランサーに登録されている",
        criterion:
          "登録されていれば続けます。なければ対象が違うため、何もせず中止してエスカレーションします。",
        probe: balancer.isMember,
        withinSeconds: 15,
      }),
      check({
        title: "ほかに正常なサーバーがある",
        criterion: "あれば続けます。なければ切り離すとサービスが止まるため、中止してエスカレーションします。",
        probe: balancer.othersAreHealthy,
        withinSeconds: 15,
      }),
      act({
        title: "ロードバランサーから切り離す",
        action: balancer.takeOut,
        effect: repeatable,
        undo: { title: "ロードバランサーに戻す", action: balancer.putBack, withinSeconds: 30 },
        withinSeconds: 30,
      }),
      waitUntil({
        title: "処理中の通信が終わり、切り離される",
        criterion: "切り離されれば続けます。時間内に終わらなければ、戻してエスカレーションします。",
        probe: balancer.isOut,
        everySeconds: 10,
        withinSeconds: 240,
      }),
      act({
        title: "インスタンスを再起動する",
        action: instance.reboot,
        effect: neverTwice,
        cannotBeUndone: "再起動前の状態には戻せないため",
        withinSeconds: 30,
      }),
      waitUntil({
        title: "ステータスチェックに合格する",
        criterion: "合格すれば続けます。時間内に合格しなければ、戻してエスカレーションします。",
        probe: instance.is("passing-checks"),
        everySeconds: 10,
        withinSeconds: 180,
      }),
      act({
        title: "ロードバランサーに戻す",
        action: balancer.putBack,
        effect: repeatable,
        cannotBeUndone: "元の状態に戻す手順のため",
        withinSeconds: 30,
      }),
      waitUntil({
        title: "ロードバランサーで正常と判定される",
        criterion: "正常なら続けます。時間内に正常にならなければ、エスカレーションします。",
        probe: balancer.isHealthy,
        everySeconds: 5,
        withinSeconds: 90,
      }),
    ];
  },
  verify: ({ targetGroup }) => ({
    title: "ロードバランサーで正常と判定されている",
    criterion: "正常なら復旧の知らせを待ちます。正常でなければ復旧していないと判断します。",
    probe: behind(targetGroup).isHealthy,
    withinSeconds: 20,
  }),
  recoveryWaitSeconds: 210,
});
