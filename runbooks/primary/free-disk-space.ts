import {
  absolutePath,
  act,
  answers,
  check,
  command,
  joined,
  repeatable,
  runbook,
  wholeNumber,
} from "../sdk/index.ts";

export default runbook({
  id: "free-disk-space",
  title: "ディスク容量の確保",
  kind: "primary",
  purpose: "決められた場所の古いファイルを削除し、ディスクの空きを確保します。",
  params: {
    path: absolutePath({ what: "古いファイルを削除するディレクトリー", example: "/var/log/shop" }),
    olderThanDays: wholeNumber(
      { what: "この日数より古いファイルを削除", example: "14" },
      { min: 1, max: 3650 },
    ),
  },
  steps: ({ path, olderThanDays }) => {
    const oldFiles = ["find", path, "-xdev", "-type", "f", "-mtime", joined("+", olderThanDays)];
    return [
      check({
        title: "対象がディレクトリーである",
        criterion: "ディレクトリーなら続けます。なければ対象が違うため、中止してエスカレーションします。",
        probe: answers(command(["test", "-d", path], { asRoot: true })),
        withinSeconds: 15,
      }),
      check({
        title: "削除できる古いファイルがある",
        criterion: "1件以上あれば続けます。なければ容量を確保できないため、中止してエスカレーションします。",
        probe: answers(command([...oldFiles, "-print", "-quit"], { asRoot: true }), { output: "." }),
        withinSeconds: 60,
      }),
      act({
        title: "古いファイルを削除する",
        action: command([...oldFiles, "-delete"], { asRoot: true }),
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
