import { act, answers, bundleOf, check, command, each, pathList, runbook, text } from "../sdk/index.ts";

/** A day, a time, or how long ago. A time without a zone is in the server's own zone. */
const since =
  /^(\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?( ?(Z|UTC|[+-]\d\d:?\d\d))?)?|[1-9]\d{0,3} (minutes?|hours?|days?) ago)$/;

export default runbook({
  id: "collect-logs",
  title: "ログの取得",
  kind: "secondary",
  purpose:
    "調査に必要なログをサーバーから取得し、障害の記録に添付します。シンボリックリンクの先は取得しません。新しいものから20 MiBまでを取得し、入りきらないものは末尾のみ、または対象外とし、その件数を記録します。",
  params: {
    paths: pathList({
      what: "ログのファイルまたはディレクトリー（コンマまたは空白区切り）",
      example: "/var/log/nginx, /var/log/syslog",
    }),
    since: text(
      { what: "この日時以降に更新されたものを取得（日時、または 6 hours ago の形）", example: "6 hours ago" },
      since,
    ),
  },
  steps: ({ paths, since }) => [
    check({
      title: "対象のログがある",
      criterion: "一つでもあれば続けます。なければ取得するものがないため、中止します。",
      probe: answers(
        command(
          [
            ...["find", "-P", each(paths), "-xdev", "-type", "f", "-size", "+0"],
            ...["-newermt", since, "-print", "-quit"],
          ],
          { asRoot: true },
        ),
        { exits: [0, 1], output: "." },
      ),
      withinSeconds: 120,
    }),
    act({
      title: "ログをまとめて取得する",
      action: bundleOf([each(paths)], since),
      changesNothing: true,
      withinSeconds: 900,
    }),
  ],
  verify: () => ({
    title: "サーバーに一時ファイルが残っていない",
    criterion: "残っていなければ完了です。残っていれば報告し、手作業で削除します。",
    probe: answers(
      command(["find", "/var/tmp", "-maxdepth", "1", "-name", "toban-logs.*"], { asRoot: true }),
      { output: "^$" },
    ),
    withinSeconds: 60,
  }),
  recoveryWaitSeconds: 0,
});
