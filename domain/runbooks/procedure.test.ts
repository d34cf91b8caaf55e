import { expect, it } from "vitest";
import { procedureOf } from "./procedure.ts";
import { testAct, testCheck, testTree } from "./testTree.ts";

const service = { param: "service" };
const tree = testTree(
  [
    {
      ...testCheck({ title: "動いているか", criterion: "動いていれば止めます。" }),
      step: "when",
      yes: [
        testAct({
          title: "止める",
          action: { kind: "command", argv: ["systemctl", "stop", service], asRoot: true },
          undo: {
            title: "動かす",
            action: { kind: "command", argv: ["systemctl", "start", service], asRoot: true },
            withinSeconds: 90,
          },
        }),
      ],
      no: [],
    },
    {
      step: "ask",
      title: "再起動してよいか",
      criterion: "処理中の作業がなければ「はい」です。",
      withinSeconds: 120,
      unanswered: "no",
      yes: [testAct({ undo: { never: "戻せないため" } })],
      no: [],
    },
    testCheck({
      probe: {
        kind: "http",
        url: { join: ["http://", { target: "host" }, "/"] },
        statuses: [200],
        contains: "OK",
      },
    }),
  ],
  { title: "サービスの入れ替え", params: [{ name: "service", what: "サービス名", example: "nginx" }] },
);

it("[R2.6] is a procedure that a customer can read and agree to", () => {
  expect(procedureOf(tree)).toBe(`# 手順書: サービスの入れ替え

- 種別: 障害一次対応
- 手順書番号: \`mend-it\`
- 所要時間: 最長8分40秒（取り消しの手順を含む）

## 目的

直します。

## パラメーター

| 名前 | 内容 | 例 |
| --- | --- | --- |
| \`service\` | サービス名 | \`nginx\` |

## 手順

- **1. 動いているか**
  - 確認方法: \`true\` の終了コードが 0
  - 判断基準: 動いていれば止めます。
  - 制限時間: 10秒
  - はい:
    - **1-1. 止める**
      - 作業: \`systemctl stop {service}\` を管理者権限で実行
      - 取り消し: 動かす（\`systemctl start {service}\` を管理者権限で実行）
      - 制限時間: 20秒
  - いいえ: 次の手順へ進みます
- **2. 再起動してよいか**
  - 判断者: オペレーター
  - 判断基準: 処理中の作業がなければ「はい」です。
  - 2分以内に判断がない場合: いいえとして進みます
  - はい:
    - **2-1. 作業**
      - 作業: \`touch done\` を実行
      - 取り消せません: 戻せないため
      - 制限時間: 20秒
  - いいえ: 次の手順へ進みます
- **3. 確認**
  - 確認方法: \`http://{対象のホスト}/\` の応答が 200、本文に「OK」を含む
  - 判断基準: 正常なら続けます。
  - 制限時間: 10秒

## 復旧の確認

- **復旧の確認**
  - 確認方法: \`true\` の終了コードが 0
  - 判断基準: 正常なら続けます。
  - 制限時間: 10秒
- **監視の復旧を確認する**
  - 監視ツールからの復旧の知らせを、最長4分待ちます

## 中止したとき・復旧しなかったとき

手順の途中で中止したとき、または復旧しなかったときは、エスカレーションを行います。その前に、次の順で元に戻します。

- 動かす（「止める」を始めていた場合。制限時間: 1分30秒）
`);
});

it("[R2.6] says what a script does, and holds its text once, at the end", () => {
  const script = (shown: string, mode: string) => ({
    kind: "command" as const,
    argv: ["/bin/sh", "-eu", "-c", "mode=$1\nshift\n", "toban", mode, { each: "paths" }],
    asRoot: true,
    shown,
  });
  const text = procedureOf(
    testTree(
      [
        testCheck({ probe: { ...script("場所の確認", "look"), exits: [0], output: null } }),
        testAct({ action: script("場所の掃除", "clean") }),
        testAct({ action: { kind: "bundle", paths: [{ each: "paths" }], since: "1 day ago" } }),
      ],
      { params: [{ name: "paths", what: "場所", example: "/a" }] },
    ),
  );
  expect(text).toContain(
    "確認方法: スクリプト「場所の確認」（`look`、`{paths}`）（管理者権限） の終了コードが 0",
  );
  expect(text).toContain("作業: スクリプト「場所の掃除」（`clean`、`{paths}`） を管理者権限で実行");
  expect(text).toContain("作業: `{paths}` のうち `1 day ago` 以降に更新されたファイルを、まとめて取得");
  expect(text.split("mode=$1")).toHaveLength(2);
  expect(text).toMatch(/「場所の確認」、「場所の掃除」\n\n```sh\nmode=\$1\nshift\n```\n$/);
});
