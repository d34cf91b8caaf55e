import { act, answers, check, command, doneWhen, runbook, serviceName, waitUntil } from "../sdk/index.ts";

export default runbook({
  id: "restart-service",
  title: "サービスの再起動",
  kind: "primary",
  purpose: "応答しなくなったサービス（systemd）を再起動し、動作していることを確認します。",
  params: { service: serviceName({ what: "再起動するサービスの名前", example: "nginx" }) },
  steps: ({ service }) => [
    check({
      title: "サービスがサーバーに登録されている",
      criterion: "登録されていれば続けます。なければ対象が違うため、中止してエスカレーションします。",
      probe: answers(command(["systemctl", "cat", service])),
      withinSeconds: 20,
    }),
    act({
      title: "サービスを再起動する",
      action: command(["systemctl", "restart", service], { asRoot: true }),
      effect: doneWhen.unitStarted(service, { again: true }),
      cannotBeUndone: "再起動前のプロセスには戻せないため",
      withinSeconds: 150,
    }),
    waitUntil({
      title: "サービスが起動する",
      criterion: "起動すれば続けます。時間内に起動しなければ、中止してエスカレーションします。",
      probe: answers(command(["systemctl", "is-active", "--quiet", service])),
      everySeconds: 3,
      withinSeconds: 90,
    }),
  ],
  verify: ({ service }) => ({
    title: "サービスが動作している",
    criterion: "動作していれば復旧の知らせを待ちます。止まっていれば復旧していないと判断します。",
    probe: answers(command(["systemctl", "is-active", "--quiet", service])),
    withinSeconds: 20,
  }),
  recoveryWaitSeconds: 240,
});
