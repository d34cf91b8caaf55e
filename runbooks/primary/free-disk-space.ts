import {
  act,
  answers,
  check,
  command,
  deletablePath,
  repeatable,
  runbook,
  script,
  scriptText,
  wholeNumber,
} from "../sdk/index.ts";

const text = scriptText("./scripts/old-files.sh", import.meta.url);

export default runbook({
  id: "free-disk-space",
  title: "ディスク容量の確保",
  kind: "primary",
  purpose: "決められた場所の古いファイルを削除し、ディスクの空きを確保します。",
  params: {
    path: deletablePath({ what: "古いファイルを削除するディレクトリー", example: "/var/log/shop" }),
    olderThanDays: wholeNumber(
      { what: "この日数より古いファイルを削除", example: "14" },
      { min: 1, max: 3650 },
    ),
  },
  steps: ({ path, olderThanDays }) => {
    const oldFiles = (mode: "place" | "look" | "delete", does: string) =>
      script({ does, text, given: [mode, path, olderThanDays] }, { asRoot: true });
    return [
      check({
        title: "対象がディレクトリーであり、シンボリックリンクを経由しない",
        criterion:
          "ディレクトリーそのものなら続けます。なければ対象が違うため、中止してエスカレーションします。",
        probe: answers(oldFiles("place", "ディレクトリーの実際の場所の確認")),
        withinSeconds: 15,
      }),
      check({
        title: "削除できる古いファイルがある",
        criterion: "1件以上あれば続けます。なければ容量を確保できないため、中止してエスカレーションします。",
        probe: answers(oldFiles("look", "古いファイルの検索"), { output: "." }),
        withinSeconds: 60,
      }),
      act({
        title: "古いファイルを削除する",
        action: oldFiles("delete", "古いファイルの削除"),
        effect: repeatable,
        cannotBeUndone: "削除したファイルは元に戻せないため",
        withinSeconds: 300,
      }),
    ];
  },
  verify: ({ path }) => ({
    title: "使用率が90%未満である",
    criterion: "90%未満なら復旧の知らせを待ちます。90%以上なら復旧していないと判断します。",
    probe: answers(command(["df", "--output=pcent", path]), { output: "(^|\\n)\\s*[0-8]?\\d%" }),
    withinSeconds: 20,
  }),
  recoveryWaitSeconds: 240,
});
