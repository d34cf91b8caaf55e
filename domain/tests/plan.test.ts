import { describe, expect, it } from "vitest";
import { readCustomerFile } from "../customers/file.ts";
import { say } from "../say.ts";

import { type OperationTestOrder, planOperationTest } from "./plan.ts";

const { configuration } = readCustomerFile(`
customer: acme
name: 株式会社アクメ
plan: professional
contacts:
  sato: { name: 佐藤, phone: 090-1234-5678, mail: it@acme.example }
  suzuki: { name: 鈴木, phone: 090-1234-5678, mail: it@acme.example }
  ito: { name: 伊藤 }
chat: { ops: { slack: { channel: C1 } } }
rules:
  - name: web down
    match: { node: "web*" }
    notify: { mail: { to: [sato] }, chat: [ops], call: { list: [suzuki, sato], ringSeconds: 20, retries: 3 } }
  - { name: everything else, match: {} }
`);

const plan = (order: Partial<OperationTestOrder>) =>
  planOperationTest(configuration!, { rule: null, mail: null, chats: null, call: null, ...order });
const steps = (order: Partial<OperationTestOrder>): string[] => {
  const planned = plan(order);
  if (planned.errors !== null) throw new Error(JSON.stringify(planned.errors));
  return planned.steps.map(({ channel, position, recipient, skipped }) =>
    [channel, position, recipient, ...(skipped === null ? [] : [say(skipped)])].join(" "),
  );
};

describe("whom a test tells", () => {
  const twice = "同じ宛先をすでにこのテストで確認するため";
  it.each<[string, Partial<OperationTestOrder>, string[]]>([
    [
      "a rule's lists",
      { rule: "web down" },
      ["mail 1 sato", "chat 1 ops", "call 1 suzuki", `call 2 sato ${twice}`],
    ],
    [
      "its mail left out",
      { rule: "web down", mail: [], call: { list: [], ringSeconds: null } },
      ["chat 1 ops"],
    ],
    ["lists alone", { mail: ["suzuki"] }, ["mail 1 suzuki"]],
    ["one address once", { mail: ["suzuki", "sato"] }, ["mail 1 suzuki", `mail 2 sato ${twice}`]],
    [
      "who cannot be reached, with why",
      { mail: ["ito", "sato"], call: { list: ["ito"], ringSeconds: null } },
      [
        "mail 1 ito メールアドレスが登録されていません",
        "mail 2 sato",
        "call 1 ito 電話番号が登録されていません",
      ],
    ],
  ])("[R2.7.3] %s", (_, order, expected) => {
    expect(steps(order)).toEqual(expected);
  });

  it.each<[Partial<OperationTestOrder>, number]>([
    [{ rule: "web down" }, 20],
    [{ mail: ["sato"] }, 30],
    [{ rule: "web down", call: { list: ["sato"], ringSeconds: 7 } }, 7],
  ])("[R5.2.2d] rings as long as the rule says, or the test: %j", (order, ringSeconds) => {
    expect(plan(order)).toMatchObject({ ringSeconds });
  });
});

describe("what cannot be tested is named by its field", () => {
  it.each<[string, Partial<OperationTestOrder>, string[]]>([
    ["an unknown rule", { rule: "web" }, ["rule"]],
    [
      "unknown people and chats, all at once",
      { mail: ["sato", "kato"], chats: ["dev"] },
      ["mail[1]", "chats[0]"],
    ],
    ["an unknown person of the list", { call: { list: ["kato"], ringSeconds: null } }, ["call.list[0]"]],
    ["a name that every object has", { mail: ["constructor"] }, ["mail[0]"]],
    ["nothing", {}, ["rule"]],
    ["a rule that tells nobody", { rule: "everything else" }, ["rule"]],
    ["nobody who can be reached", { mail: ["ito"] }, ["rule"]],
  ])("[RA3] %s", (_, order, paths) => {
    expect(plan(order).errors?.map(({ path }) => path)).toEqual(paths);
  });

  it.each<[Partial<OperationTestOrder>, string, string]>([
    [{ rule: "web" }, "対応ルール「web」はありません", 'There is no rule "web"'],
    [{ mail: ["kato"] }, "連絡先「kato」はありません", 'There is no contact "kato"'],
    [{ chats: ["dev"] }, "チャット「dev」はありません", 'There is no chat "dev"'],
    [
      {},
      "対応ルールか、メール・チャット・電話の宛先を指定してください",
      "Choose a rule, or recipients of mail, chat or calls",
    ],
    [
      { rule: "everything else" },
      "対応ルール「everything else」には、テストできる通知先がありません",
      'Rule "everything else" tells nobody who can be tested',
    ],
  ])("[RA3] in either language: %j", (order, japanese, english) => {
    const message = plan(order).errors?.[0]?.message ?? "";
    expect([say(message), say(message, "en")]).toEqual([japanese, english]);
  });
});
