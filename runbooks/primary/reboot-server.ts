import { act, answers, check, command, doneWhen, runbook, waitUntil } from "../sdk/index.ts";

/** systemd 219 has no option to wait for it. */
const isUp = answers(command(["systemctl", "is-system-running"]), {
  exits: [0, 1],
  output: "^(running|degraded)",
});

export default runbook({
  id: "reboot-server",
  title: "サーバーの再起動",
  kind: "primary",
  purpose: "サーバーにログインして再起動し、起動し直したことを起動ごとに変わる番号（boot id）で確認します。",
  params: {},
  steps: () => [
    check({
      title: "管理者権限でコマンドを実行できる",
      criterion: "実行できれば続けます。できなければ再起動できないため、中止してエスカレーションします。",
      probe: answers(command(["true"], { asRoot: true })),
      withinSeconds: 30,
    }),
    act({
      title: "サーバーを再起動する",
      action: command(["systemctl", "reboot"], { asRoot: true }),
      effect: doneWhen.changed(command(["cat", "/proc/sys/kernel/random/boot_id"])),
      cannotBeUndone: "再起動前の状態には戻せないため",
      withinSeconds: 420,
    }),
    waitUntil({
      title: "サーバーの起動が終わる",
      criterion: "終われば続けます。時間内に終わらなければ、中止してエスカレーションします。",
      probe: isUp,
      everySeconds: 5,
      withinSeconds: 120,
    }),
  ],
  verify: () => ({
    title: "サーバーの起動が終わっている",
    criterion: "起動が終わっていれば復旧の知らせを待ちます。終わらなければ復旧していないと判断します。",
    probe: isUp,
    withinSeconds: 20,
  }),
  recoveryWaitSeconds: 240,
});
