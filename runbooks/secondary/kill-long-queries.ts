import {
  act,
  answers,
  check,
  doneWhen,
  runbook,
  script,
  scriptText,
  text,
  wholeNumber,
} from "../sdk/index.ts";

const queries = scriptText("./scripts/long-queries.sh", import.meta.url);

export default runbook({
  id: "kill-long-queries",
  title: "長時間実行中のクエリーの終了（PostgreSQL・MySQL）",
  kind: "secondary",
  purpose:
    "データベースの負荷や待ちの原因になっている、長時間実行中のクエリーだけを終了します。接続は切らず、レプリケーションと待機中の接続には触れません。バックアップなど、意図した長い処理も対象になるため、実施する時刻にご注意ください。",
  params: {
    database: text({ what: "データベースの名前", example: "shop" }, /^[\p{L}\p{N}_][\p{L}\p{N}_$.-]{0,62}$/u),
    olderThanSeconds: wholeNumber(
      { what: "この秒数より長く実行中のクエリーを終了", example: "600" },
      { min: 5, max: 604_800 },
    ),
  },
  steps: ({ database, olderThanSeconds }) => {
    const ask = (does: string, mode: string) =>
      script({ does, text: queries, given: [mode, database, olderThanSeconds] }, { asRoot: true });
    return [
      check({
        title: "データベースがこのサーバーにある",
        criterion: "PostgreSQL または MySQL（MariaDB）にあれば続けます。なければ対象が違うため、中止します。",
        probe: answers(ask("データベースの種類の確認", "server"), { output: "^(postgresql|mysql)$" }),
        withinSeconds: 60,
      }),
      check({
        title: "対象のクエリーがある",
        criterion: "1件以上あれば続けます。なければ終了するものがないため、中止します。",
        probe: answers(ask("対象のクエリーの件数の確認", "count"), { output: "^[1-9]" }),
        withinSeconds: 60,
      }),
      act({
        title: "終了するクエリーを一覧にする",
        action: ask(
          "対象のクエリーの一覧（接続番号、利用者、実行時間、内容。内容の文字列は伏せます）",
          "list",
        ),
        changesNothing: true,
        withinSeconds: 60,
      }),
      act({
        title: "一覧の条件に当たるクエリーを終了する",
        action: ask("対象のクエリーの終了", "end"),
        effect: doneWhen.holds(answers(ask("対象のクエリーの件数の確認", "count"), { output: "^0$" })),
        cannotBeUndone: "終了したクエリーは、再度実行するまで元に戻せないため",
        withinSeconds: 120,
      }),
    ];
  },
  verify: ({ database, olderThanSeconds }) => ({
    title: "長時間実行中のクエリーが残っていない",
    criterion: "0件なら完了です。残っていれば終了を受け付けないクエリーがあると判断し、報告します。",
    probe: answers(
      script(
        { does: "対象のクエリーの件数の確認", text: queries, given: ["count", database, olderThanSeconds] },
        { asRoot: true },
      ),
      { output: "^0$" },
    ),
    withinSeconds: 60,
  }),
  recoveryWaitSeconds: 0,
});
