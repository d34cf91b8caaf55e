import { describe, expect, it } from "vitest";
import type { CustomerConfiguration } from "../../customers/configuration.ts";
import { readCustomerFile } from "../../customers/file.ts";
import type { Language } from "../../words/language.ts";
import {
  type SkipReasons,
  type SupposedAlert,
  supposeAlert,
  supposedEscalation,
  supposedFirstResponse,
  supposedMails,
  supposedRings,
} from "./dryRun.ts";
import { explainDryRun, operatorsReason } from "./words.ts";

const file = `
customer: acme
name: 株式会社アクメ
plan: basic
calendar: { businessHours: "Mon-Fri 09:00-18:00", holidays: japan, closed: ["2026-12-29/2027-01-03"] }
contacts:
  sato: { name: 佐藤 太郎, phone: 090-1234-5678, mail: it@acme.example }
  suzuki: { name: 鈴木 花子, phone: 090-2345-6789, mail: it@acme.example }
  tanaka: { name: 田中 一郎, phone: 090-3456-7890, mail: tanaka@acme.example }
  ito: { name: 伊藤 桃子, phone: 090-1234-5678 }
chat: { ops: { slack: { channel: C1 } } }
systems: { shop: { name: EC, targets: { web01: { host: 10.0.1.11 } } } }
rules:
  - name: web down
    match: { system: shop, node: "web*", alarm: "HTTP*", level: [high] }
    notify:
      mail: { to: [sato, suzuki, tanaka] }
      chat: [ops]
      call: { list: [sato, tanaka, ito, suzuki], retries: 1 }
    firstResponse: { runbook: restart-service, with: { service: nginx } }
    escalation:
      afterMinutes: 20
      mail: { to: [sato] }
      operatorCalls: { businessHours: [sato, tanaka], afterHours: [suzuki] }
  - name: at night
    match: { alarm: "batch*", time: afterHours }
    notify: { call: { mode: simultaneous, list: [sato, suzuki] } }
  - name: chat alone
    match: { alarm: "log*" }
    notify: { chat: [ops] }
  - name: everything else
    match: {}
`;

function configured(): CustomerConfiguration {
  const { configuration, faults } = readCustomerFile(file);
  if (configuration === null) throw new Error(faults.map((fault) => fault.message).join("\n"));
  return configuration;
}

/** The import refuses a list with such a person, but the rules do not rely on that. */
function unreachable(configuration: CustomerConfiguration, id: string): CustomerConfiguration {
  const contact = { ...configuration.contacts[id]!, phone: null, mail: null };
  return { ...configuration, contacts: { ...configuration.contacts, [id]: contact } };
}

const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
const acme = unreachable(configured(), "tanaka");
const monday = new Date("2026-11-16T10:00:00+09:00");
const alert = (fields: Partial<SupposedAlert> = {}): SupposedAlert => ({
  node: "web01",
  alarm: "HTTP応答監視",
  level: "high",
  system: null,
  at: monday,
  ...fields,
});
const run = (given: Partial<SupposedAlert>, skips: SkipReasons = {}, language: Language = "ja") => {
  const incident = supposeAlert(acme, alert(given));
  const mails = supposedMails(acme, incident.handling.mailTo, language);
  const rings = supposedRings(acme, incident.handling.call, skips, language);
  return { incident, mails, rings, lines: explainDryRun(acme, incident, { mails, rings }, language) };
};

describe("who would be called", () => {
  it.each([
    ["its target's system", {}, "web down", "shop", "businessHours"],
    ["its host's system", { node: "10.0.1.11", alarm: "SSH" }, "everything else", "shop", "businessHours"],
    ["another level", { level: "low" as const }, "everything else", "shop", "businessHours"],
    ["an unknown node", { node: "web09" }, "everything else", null, "businessHours"],
    ["in business hours", { alarm: "batch1" }, "everything else", "shop", "businessHours"],
    [
      "at night",
      { alarm: "batch1", at: new Date("2026-11-16T22:00+09:00") },
      "at night",
      "shop",
      "afterHours",
    ],
    [
      "on a holiday",
      { alarm: "batch1", at: new Date("2026-11-23T10:00+09:00") },
      "at night",
      "shop",
      "afterHours",
    ],
  ])("[R5.1a] %s decides the rule", (_, given, rule, system, band) => {
    const { incident } = run(given);
    expect([incident.rule.name, incident.system, incident.band]).toEqual([rule, system, band]);
  });

  it("[R5.2.2c] in the list's order, with why somebody is not rung", () => {
    const { rings } = run({}, { suzuki: "スキップ間隔60分以内に#7の件で架電済みのため" });
    expect(rings.map(({ position, contact, skipped }) => [position, contact, skipped])).toEqual([
      [1, "sato", null],
      [2, "tanaka", "電話番号が登録されていません"],
      [3, "ito", "同じ番号にこの巡で発信済みのため"],
      [4, "suzuki", "スキップ間隔60分以内に#7の件で架電済みのため"],
    ]);
  });

  it("[R5.2.2c] of two people with one number, the second is rung if the first is not", () => {
    const { rings } = run({}, { sato: "間隔内" });
    expect(rings.map((ring) => ring.skipped)).toEqual(["間隔内", "電話番号が登録されていません", null, null]);
  });

  it("[R5.2.1] mails an address once, and nothing to people without an address", () => {
    expect(run({}).mails.map(({ id, skipped }) => [id, skipped])).toEqual([
      ["sato", null],
      ["suzuki", "同じアドレスに送信されるため"],
      ["tanaka", "メールアドレスが登録されていません"],
    ]);
  });

  it("[R5.3.2] the operators' list is that of the band at detection", () => {
    const list = (at: Date) =>
      supposedEscalation(acme, run({ at }).incident)?.operatorCalls.map(({ contact }) => contact);
    expect(list(monday)).toEqual(["sato", "tanaka"]);
    expect(list(new Date("2026-11-23T10:00:00+09:00"))).toEqual(["suzuki"]);
  });

  it("[R1.5b] skips a first response outside the plan, and says so", () => {
    expect(supposedFirstResponse(acme, acme.rules[0]!)?.skipped).toMatch(/ご契約プラン/);
    expect(supposedFirstResponse({ plan: "standard" }, acme.rules[0]!)?.skipped).toBeNull();
  });

  it.each([
    ["log1", /チャットだけでは/, /^A chat alone is no first response/],
    ["SSH", /振り分け待ち/, /so it goes to triage$/],
  ])("[R5.1a] what a rule leaves to operators is said: %s", (alarm, words, english) => {
    const { incident } = run({ alarm });
    expect(operatorsReason(incident)).toMatch(words);
    expect(operatorsReason(incident, "en")).toMatch(english);
  });
});

describe("why", () => {
  it("[R5.3.2] the same for readers of English", () => {
    expect(run({}, { suzuki: "skip interval" }, "en").lines).toEqual([
      "The system is shop (web01 is one of its targets)",
      "Mon 16 Nov 2026 10:00 is in business hours (business hours Mon–Fri 09:00–18:00)",
      'Rule "web down" matches (system shop, node web*, alarm HTTP*, level high)',
      "Mails 佐藤 太郎 (it@acme.example)",
      "Does not mail 鈴木 花子 (the same address is mailed already)",
      "Does not mail 田中 一郎 (no mail address is registered)",
      "Posts to the chat ops",
      "Automatic calls (one after another): from the top, until somebody presses 1 (ring 30 s)",
      "No. 1: calls 佐藤 太郎 at +819012345678",
      "No. 2: does not call 田中 一郎 (no telephone number is registered)",
      "No. 3: does not call 伊藤 桃子 (the same number was called in this round already)",
      "No. 4: does not call 鈴木 花子 (skip interval)",
      "If nobody presses 1, the list is called again (further rounds: 1), and then the result of the calls is mailed",
      "First response restart-service does not run (the customer's plan has no first response)",
      "Escalation: when it is neither recovered nor acknowledged 20 min after detection",
      "Mails 佐藤 太郎 (it@acme.example)",
      "Operators' calls (business hours list): 佐藤 太郎 → 田中 一郎 (no telephone number)",
    ]);
  });

  it("[R5.3.2] in English nothing Japanese is left but the customer's own names", () => {
    const names = [...Object.values(acme.contacts).map(({ name }) => name), alert().alarm];
    const given: Partial<SupposedAlert>[] = [
      ...[{}, { node: "web09" }, { system: "shop" }, { level: "low" as const }, { alarm: "log1" }],
      { alarm: "batch1", at: new Date("2026-11-23T22:00+09:00") },
      { alarm: "batch1", at: new Date("2026-12-30T10:00+09:00") },
    ];
    const lines = given.flatMap((fields) => run(fields, {}, "en").lines);
    const ours = lines.map((line) => names.reduce((rest, name) => rest.replaceAll(name, ""), line));
    expect(ours.filter((line) => japanese.test(line))).toEqual([]);
  });

  it("[R5.3.2] a line for each decision, in the order in which it is taken", () => {
    expect(run({}).lines).toEqual([
      "システムは shop です（web01 がその対象のため）",
      "2026年11月16日（月）10:00 は営業時間内です（営業時間 月〜金 09:00〜18:00）",
      "ルール「web down」に該当します（システム shop・サーバー web*・警報 HTTP*・レベル 高）",
      "佐藤 太郎 様（it@acme.example）へメールを送信します",
      "鈴木 花子 様へのメールは送信しません（同じアドレスに送信されるため）",
      "田中 一郎 様へのメールは送信しません（メールアドレスが登録されていません）",
      "チャット ops に投稿します",
      "自動架電（順次）: 上から順に呼び出し、最初に1を押した方で終わります（呼出30秒）",
      "1番 佐藤 太郎 様 +819012345678 に架電します",
      "2番 田中 一郎 様には架電しません（電話番号が登録されていません）",
      "3番 伊藤 桃子 様には架電しません（同じ番号にこの巡で発信済みのため）",
      "4番 鈴木 花子 様 +819023456789 に架電します",
      "どなたも1を押さなければ、さらに1巡かけ直し、それでも架電結果のご連絡をメールで送信します",
      "障害一次対応 restart-service は実行しません（ご契約プランに障害一次対応が含まれていません）",
      "エスカレーション: 検知から20分たっても復旧・対応確認がないとき",
      "佐藤 太郎 様（it@acme.example）へメールを送信します",
      "有人架電（営業時間内のリスト）: 佐藤 太郎 → 田中 一郎（電話番号なし）",
    ]);
  });

  it("[R5.1a] each rule that did not match says which part did not", () => {
    const given = { node: "db01", level: "low" as const, system: "shop" };
    const passed = (language: Language, not: string) =>
      run(given, {}, language).lines.filter((line) => line.includes(not));
    expect(passed("en", "does not match")).toEqual([
      'Rule "web down" does not match (node is not web*: db01, level is not high: low)',
      'Rule "at night" does not match (alarm is not batch*: HTTP応答監視, only for after hours)',
      'Rule "chat alone" does not match (alarm is not log*: HTTP応答監視)',
    ]);
    expect(passed("ja", "該当しません")).toEqual([
      "ルール「web down」は該当しません（サーバーが web* ではない: db01、レベルが 高 ではない: 低）",
      "ルール「at night」は該当しません（警報が batch* ではない: HTTP応答監視、営業時間外のみのルール）",
      "ルール「chat alone」は該当しません（警報が log* ではない: HTTP応答監視）",
    ]);
  });

  it.each([
    [
      "2026-11-23T10:00:00+09:00",
      "2026年11月23日（月）10:00 は営業時間外です（祝日（勤労感謝の日））",
      "Mon 23 Nov 2026 10:00 is after hours (public holiday: Labor Thanksgiving Day)",
    ],
    [
      "2026-12-30T10:00:00+09:00",
      "2026年12月30日（水）10:00 は営業時間外です（お客様の休業日）",
      "Wed 30 Dec 2026 10:00 is after hours (the customer is closed on that day)",
    ],
    [
      "2026-11-16T18:00:00+09:00",
      "2026年11月16日（月）18:00 は営業時間外です（営業時間 月〜金 09:00〜18:00）",
      "Mon 16 Nov 2026 18:00 is after hours (business hours Mon–Fri 09:00–18:00)",
    ],
    [
      "2026-11-22T10:00:00+09:00",
      "2026年11月22日（日）10:00 は営業時間外です（営業時間 月〜金 09:00〜18:00）",
      "Sun 22 Nov 2026 10:00 is after hours (business hours Mon–Fri 09:00–18:00)",
    ],
  ])("[R5.3.2] %s", (at, line, english) => {
    expect(run({ at: new Date(at) }).lines).toContain(line);
    expect(run({ at: new Date(at) }, {}, "en").lines).toContain(english);
  });

  it("[R5.2.2c] everybody within the skip interval: the mail is all that is left", () => {
    const skips = { sato: "間隔内", ito: "間隔内", suzuki: "間隔内" };
    expect(run({}, skips).lines).toContain("架電できる方がいないため、架電結果のご連絡をメールで送信します");
    expect(run({}, skips, "en").lines).toContain(
      "Nobody can be called, so the result of the calls is mailed",
    );
  });
});
