import { expect, it } from "vitest";
import { readCustomerFile } from "./file.ts";
import { describeRule } from "./ruleWords.ts";
import { fileWith } from "./testFiles.ts";

const contacts =
  "contacts: { sato: { name: 佐藤, phone: 090-1234-5678, mail: s@acme.example }, kato: { name: 加藤, phone: 090-2345-6789, mail: k@acme.example } }";

it.each([
  ["{ match: {} }", "すべての警報 → オペレーターが振り分け", "all alerts → operators triage it"],
  [
    "{ match: {}, notify: { mail: { to: [sato, kato] }, chat: [ops] } }",
    "すべての警報 → メール: 佐藤、加藤、チャット: ops",
    "all alerts → mail: 佐藤, 加藤; chat: ops",
  ],
  [
    "{ match: {}, notify: { call: { list: [sato, kato], retries: 2 } }, closeAfterMinutes: 10 }",
    "すべての警報 → 自動架電（順次）: 佐藤 → 加藤（呼出30秒・スキップ間隔60分・再架電2回）、再発がなければ10分後に終了",
    "all alerts → automatic calls (one after another): 佐藤 → 加藤 (ring 30 s, skip interval 60 min, retries 2); closed after 10 min without a repeat",
  ],
  [
    "{ match: {}, notify: { call: { mode: simultaneous, list: [sato, kato] } } }",
    "すべての警報 → 自動架電（一斉）: 佐藤、加藤（呼出30秒・スキップ間隔60分）",
    "all alerts → automatic calls (all at once): 佐藤, 加藤 (ring 30 s, skip interval 60 min)",
  ],
  [
    "{ match: {}, firstResponse: { runbook: reboot-server, start: operator }, escalation: { afterMinutes: 5, operatorCalls: { businessHours: [sato] } } }",
    "すべての警報 → 障害一次対応: reboot-server（オペレーターが開始）、エスカレーション（検知から5分後）: 有人架電 営業時間内 佐藤・営業時間外 なし",
    "all alerts → first response: reboot-server (an operator starts it); escalation (5 min after detection): operators call 佐藤 in business hours, nobody after hours",
  ],
  [
    "{ match: {}, firstResponse: { runbook: reboot-server, start: automatic }, escalation: { mail: { to: [sato, kato] }, operatorCalls: { afterHours: [kato, sato] } } }",
    "すべての警報 → 障害一次対応: reboot-server（自動）、エスカレーション: メール 佐藤、加藤・有人架電 営業時間内 なし・営業時間外 加藤 → 佐藤",
    "all alerts → first response: reboot-server (starts by itself); escalation: mail 佐藤, 加藤 and operators call nobody in business hours, 加藤 → 佐藤 after hours",
  ],
])("[R2.x] a rule in one line: %s", (rule, japanese, english) => {
  const { configuration } = readCustomerFile(fileWith(`${contacts}\nrules: [${rule}]`));
  const first = configuration!.rules[0]!;
  expect(describeRule(configuration!, first)).toBe(japanese);
  expect(describeRule(configuration!, first, "en")).toBe(english);
});

it.each([
  [
    "{ system: shop, node: web*, alarm: HTTP*, level: [middle, high], time: afterHours }",
    "システム shop・サーバー web*・警報 HTTP*・レベル 中・高・営業時間外 → オペレーターが振り分け",
    "system shop, node web*, alarm HTTP*, level middle/high, after hours → operators triage it",
  ],
  ["{ time: businessHours }", "営業時間内 → オペレーターが振り分け", "business hours → operators triage it"],
])("[R2.x] what a rule is for: %s", (match, japanese, english) => {
  const { configuration } = readCustomerFile(
    fileWith(
      `systems: { shop: { name: EC, targets: { web01: { host: 10.0.1.11 } } } }\nrules: [{ name: one, match: ${match} }, { name: rest, match: {} }]`,
    ),
  );
  const first = configuration!.rules[0]!;
  expect(describeRule(configuration!, first)).toBe(japanese);
  expect(describeRule(configuration!, first, "en")).toBe(english);
});
