import {
  act,
  answers,
  check,
  command,
  doneWhen,
  runbook,
  serviceName,
  unitShows,
  waitUntil,
} from "../sdk/index.ts";

export default runbook({
  id: "rerun-job",
  title: "ジョブの再実行",
  kind: "primary",
  purpose: "失敗したジョブ（systemdのoneshotサービス）を再実行し、正常に終わったことを確認します。",
  params: { job: serviceName({ what: "再実行するジョブの名前", example: "nightly-batch.service" }) },
  steps: ({ job }) => [
    check({
      title: "ジョブがサーバーに登録されている",
      criterion: "登録されていれば続けます。なければ対象が違うため、中止してエスカレーションします。",
      probe: answers(command(["systemctl", "cat", job])),
      withinSeconds: 20,
    }),
    check({
      title: "ジョブが実行中ではない",
      criterion: "実行中でなければ続けます。実行中なら二重実行になるため、中止してエスカレーションします。",
      probe: answers(unitShows(job, "ActiveState"), {
        output: "^ActiveState=(inactive|failed)$",
      }),
      withinSeconds: 20,
    }),
    // Does not wait for the job's end. After a crash, a wait that was cut off would look like a job that ended.
    act({
      title: "ジョブを再実行する",
      action: command(["systemctl", "start", "--no-block", job], { asRoot: true }),
      effect: doneWhen.unitStarted(job),
      undo: {
        title: "実行中ならジョブを停止する",
        action: command(["systemctl", "stop", job], { asRoot: true }),
        withinSeconds: 95,
      },
      withinSeconds: 40,
    }),
    waitUntil({
      title: "ジョブが終わる",
      criterion: "終われば結果を確認します。時間内に終わらなければ、停止してエスカレーションします。",
      // `exited`: the job has ended, and its unit stays active (RemainAfterExit).
      probe: answers(unitShows(job, "SubState"), {
        output: "^SubState=(dead|failed|exited)$",
      }),
      everySeconds: 10,
      withinSeconds: 450,
    }),
  ],
  verify: ({ job }) => ({
    title: "ジョブが正常に終わっている",
    criterion: "結果が success なら復旧の知らせを待ちます。それ以外は復旧していないと判断します。",
    probe: answers(unitShows(job, "Result"), {
      output: "^Result=success$",
    }),
    withinSeconds: 20,
  }),
  recoveryWaitSeconds: 240,
});
