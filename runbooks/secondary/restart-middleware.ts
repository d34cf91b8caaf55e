import {
  act,
  answers,
  check,
  command,
  doneWhen,
  runbook,
  script,
  scriptText,
  serviceName,
  waitUntil,
} from "../sdk/index.ts";

const config = scriptText("./scripts/middleware-config.sh", import.meta.url);
const listens = scriptText("./scripts/middleware-listens.sh", import.meta.url);

export default runbook({
  id: "restart-middleware",
  title: "ミドルウェアの再起動",
  kind: "secondary",
  purpose:
    "設定に誤りがないことを確かめてから、ミドルウェア（Webサーバー、データベースなど）を再起動し、接続を受け付けるまで確認します。",
  params: { service: serviceName({ what: "再起動するミドルウェアのサービスの名前", example: "nginx" }) },
  steps: ({ service }) => [
    check({
      title: "サービスがサーバーに登録されている",
      criterion: "登録されていれば続けます。なければ対象が違うため、中止します。",
      probe: answers(command(["systemctl", "cat", service])),
      withinSeconds: 20,
    }),
    check({
      title: "設定に誤りがない",
      criterion:
        "誤りがなければ続けます（検査の方法が決まっていないサービスでは、そのまま続けます）。誤りがあれば、再起動すると停止したままになるため、何もせず中止します。",
      probe: answers(
        script(
          { does: "ミドルウェア自身による設定の検査", text: config, given: [service] },
          { asRoot: true },
        ),
      ),
      withinSeconds: 60,
    }),
    act({
      title: "ミドルウェアを再起動する",
      action: command(["systemctl", "restart", service], { asRoot: true }),
      effect: doneWhen.unitStarted(service),
      cannotBeUndone: "再起動前のプロセスには戻せないため",
      withinSeconds: 300,
    }),
    waitUntil({
      title: "サービスが起動する",
      criterion: "起動すれば続けます。時間内に起動しなければ、中止して報告します。",
      probe: answers(command(["systemctl", "is-active", "--quiet", service])),
      everySeconds: 3,
      withinSeconds: 120,
    }),
    waitUntil({
      title: "接続を受け付ける",
      criterion: "接続を受け付ければ続けます。時間内に受け付けなければ、中止して報告します。",
      probe: answers(
        script(
          { does: "サービスが接続を受け付けることの確認", text: listens, given: [service] },
          { asRoot: true },
        ),
      ),
      everySeconds: 10,
      withinSeconds: 120,
    }),
  ],
  verify: ({ service }) => ({
    title: "サービスが動作している",
    criterion: "動作していれば完了です。止まっていれば復旧していないと判断し、報告します。",
    probe: answers(command(["systemctl", "is-active", "--quiet", service])),
    withinSeconds: 20,
  }),
  recoveryWaitSeconds: 0,
});
