import {
  act,
  answers,
  check,
  command,
  doneWhen,
  program,
  runbook,
  script,
  scriptText,
  text,
  waitUntil,
  when,
} from "../sdk/index.ts";

const startIfStopped = scriptText("./scripts/start-if-stopped.sh", import.meta.url);

export default runbook({
  id: "restart-process",
  title: "プロセスの再起動",
  kind: "primary",
  purpose: "サービスとして登録されていないプロセスを停止し、起動プログラムで起動し直します。",
  params: {
    process: text({ what: "プロセスの名前（完全一致）", example: "batchd" }, /^[\w.@:+-]{1,15}$/),
    start: program({
      what: "プロセスを起動し、すぐに終わるプログラム",
      example: "/opt/batch/bin/start",
    }),
  },
  steps: ({ process, start }) => [
    check({
      title: "起動プログラムがある",
      criterion: "実行できれば続けます。なければ停止したままになるため、何もせずエスカレーションします。",
      probe: answers(command(["test", "-x", start])),
      withinSeconds: 15,
    }),
    when({
      title: "プロセスが動いている",
      criterion: "動いていれば停止してから起動します。動いていなければ、そのまま起動します。",
      probe: answers(command(["pgrep", "--exact", process])),
      withinSeconds: 15,
      yes: [
        act({
          title: "プロセスを停止する",
          action: command(["pkill", "--signal", "TERM", "--exact", process], { asRoot: true }),
          effect: doneWhen.holds(answers(command(["pgrep", "--exact", process]), { exits: [1] })),
          undo: {
            title: "プロセスが動いていなければ起動する",
            action: script(
              {
                does: "動いていないプロセスの起動",
                text: startIfStopped,
                given: [process, start],
              },
              { asRoot: true },
            ),
            withinSeconds: 60,
          },
          withinSeconds: 90,
        }),
      ],
    }),
    act({
      title: "プロセスを起動する",
      action: command([start], { asRoot: true }),
      effect: doneWhen.holds(answers(command(["pgrep", "--exact", process]))),
      cannotBeUndone: "プロセスが動いている状態が正しいため",
      withinSeconds: 90,
    }),
    waitUntil({
      title: "プロセスが動き続けている",
      criterion: "動いていれば続けます。時間内に確認できなければ、中止してエスカレーションします。",
      probe: answers(command(["pgrep", "--exact", process])),
      everySeconds: 5,
      withinSeconds: 30,
    }),
  ],
  verify: ({ process }) => ({
    title: "プロセスが動いている",
    criterion: "動いていれば復旧の知らせを待ちます。なければ復旧していないと判断します。",
    probe: answers(command(["pgrep", "--exact", process])),
    withinSeconds: 15,
  }),
  recoveryWaitSeconds: 240,
});
