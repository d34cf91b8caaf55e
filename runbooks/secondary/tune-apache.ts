import { act, answers, check, repeatable, runbook, script, scriptText } from "../sdk/index.ts";

const text = scriptText("./scripts/tune-apache.sh", import.meta.url);
const tune = (does: string, mode: string) => script({ does, text, given: [mode] }, { asRoot: true });

export default runbook({
  id: "tune-apache",
  title: "Apacheの同時接続数の調整",
  kind: "secondary",
  purpose:
    "ApacheのMaxRequestWorkersを、サーバーのメモリーに収まる値に調整します。メモリー不足による停止や、接続数の不足による応答の遅れを改善します。既存の設定ファイルは変更せず、設定ファイルを一つ追加します。",
  params: {},
  steps: () => [
    check({
      title: "Apacheが動作し、設定に誤りがない",
      criterion:
        "動作していて設定の検査に合格し、適切な値を計算できれば続けます。できなければ何もせず中止します。",
      probe: answers(tune("設定の検査と、適切な値の計算", "look")),
      withinSeconds: 60,
    }),
    act({
      title: "現在の値と適切な値を記録する",
      action: tune("MPM、メモリー、現在の値、適切な値の表示", "look"),
      changesNothing: true,
      withinSeconds: 60,
    }),
    act({
      title: "以前に追加した設定ファイルを控える（控えはApacheに読み込まれません）",
      action: tune("設定ファイルの控え", "keep"),
      effect: repeatable,
      undo: { title: "控えを削除する", action: tune("控えの削除", "forget"), withinSeconds: 30 },
      withinSeconds: 30,
    }),
    act({
      title: "MaxRequestWorkersを設定し、接続を切らずに読み込み直す",
      action: tune("設定ファイルの追加、検査、再読み込み", "apply"),
      effect: repeatable,
      undo: {
        title: "設定ファイルを元に戻し、読み込み直す",
        action: tune("設定ファイルの復元、検査、再読み込み", "restore"),
        withinSeconds: 60,
      },
      withinSeconds: 120,
    }),
  ],
  verify: () => ({
    title: "設定が有効で、Apacheが動作している",
    criterion: "設定の検査に合格し、値が有効で、動作していれば完了です。そうでなければ元に戻して報告します。",
    probe: answers(tune("設定の検査と、値と動作の確認", "verify")),
    withinSeconds: 60,
  }),
  recoveryWaitSeconds: 0,
});
