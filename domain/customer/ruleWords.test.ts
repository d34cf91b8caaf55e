import { expect, it } from "vitest";
import { readCustomerFile } from "./file.ts";
import { describeRule } from "./ruleWords.ts";
import { fileWith } from "./testFiles.ts";

const contacts =
  "contacts: { sato: { name: 佐藤, phone: 090-1234-5678, mail: s@acme.example }, kato: { name: 加藤, phone: 090-2345-6789, mail: k@acme.example } }";

it.each([
  ["{ match: {} }", "すべての警報 → オペレーターが振り分け"],
  [
    "{ match: {}, notify: { mail: { to: [sato, kato] }, chat: [ops] } }",
    "すべての警報 → メール: 佐藤、加藤、チャット: ops",
  ],
  [
    "{ match: {}, notify: { call: { list: [sato, kato], retries: 2 } }, closeAfterMinutes: 10 }",
    "すべての警報 → 自動架電（順次）: 佐藤 → 加藤（呼出30秒・スキップ間隔60分・再架電2回）、再発がなければ10分後に終了",
  ],
  [
    "{ match: {}, firstResponse: { runbook: reboot-server, start: operator }, escalation: { afterMinutes: 5, operatorCalls: { businessHours: [sato] } } }",
    "すべての警報 → 障害一次対応: reboot-server（オペレーターが開始）、エスカレーション（検知から5分後）: 有人架電 営業時間内 佐藤・営業時間外 なし",
  ],
])("[R2.x] a rule in one line: %s", (rule, words) => {
  const { configuration } = readCustomerFile(fileWith(`${contacts}\nrules: [${rule}]`));
  expect(describeRule(configuration!, configuration!.rules[0]!)).toBe(words);
});
