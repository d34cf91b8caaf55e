import { describe, expect, it } from "vitest";
import { calls, dispatches, incidents } from "../db/schema/index.ts";
import type { NotifyGiven } from "./harness/given.ts";
import { scenario, sequential } from "./harness/index.ts";
import { mailOf } from "./harness/people.ts";

// No workflow is kept in memory, so every step of every story here is also a replay of all before it.
const s = scenario({ cachedWorkflows: 0 });
const everything: NotifyGiven = { mail: ["sato"], chat: ["ops"], call: sequential("sato", "suzuki") };
const subject = "【テスト】 警報通知テストのご連絡";

describe("an operation test over a rule's real lists", () => {
  it("[R2.7.3] rings everybody once, also after a 1, mails, posts, and says everywhere that it is a test", async () => {
    const acme = await s.given.customer("acme", { notify: everything });
    s.phone("sato").answersAndPresses("1");
    s.phone("suzuki").answersAndPresses("1");
    const test = await s.operationTests.begins(acme, { note: "開始前の確認" });
    await s.time.passes("2m");
    expect(await s.operationTests.outcomes(test)).toEqual([
      "mail sato: sent",
      "chat ops: sent",
      "call sato: acknowledged",
      "call suzuki: acknowledged",
    ]);
    const shown = await s.operationTests.shown(test);
    expect(shown.state).toBe("finished");
    expect(shown.result.summary).toEqual([
      "メール: 1件中1件を送信",
      "チャット: 1件中1件を投稿",
      "電話: 2名中2名が1を押して確認",
      "確認: 佐藤 太郎 様、鈴木 花子 様",
    ]);
    s.then.rings("sato", "suzuki");
    expect(s.then.heard("suzuki")).toMatch(/これはテストのお電話です。.*テストのお電話を確認いただきました/);
    const [mail] = s.then.mails(subject, "sato");
    expect(mail?.text).toMatch(/^これは通知テストです。実際の警報ではありません。/);
    expect(mail?.text).toContain("開始前の確認");
    s.then.chatLines(`C-${acme.id}`, /^<@U0456> 【テスト】 これは通知テストです/);
    s.then.nothingElseWasSent();
    await s.operationTests.canBeReplayed(test, { savedAs: "operation-test-all-reached" });
  });

  it("[R2.7.3] tells how long each step took: ringing, answer, key", async () => {
    const acme = await s.given.customer("acme", { notify: { call: sequential("sato") } });
    s.phone("sato").answersAndPresses("1", { afterSeconds: 5, pressAfterSeconds: 7 });
    const test = await s.operationTests.begins(acme);
    await s.time.passes("1m");
    const [step] = (await s.operationTests.shown(test)).steps;
    expect(step?.call?.key).toBe("1");
    const { ringMilliseconds, answerMilliseconds, keyMilliseconds } = step!.call!;
    expect(ringMilliseconds).toBeLessThan(1_000);
    expect(answerMilliseconds! - ringMilliseconds!).toBeGreaterThanOrEqual(4_900);
    expect(keyMilliseconds! - answerMilliseconds!).toBeGreaterThanOrEqual(6_900);
    expect(step?.tookMilliseconds).toBeGreaterThanOrEqual(keyMilliseconds!);
    s.then.rings("sato");
    s.then.nothingElseWasSent();
  });

  it("[R2.7.3] one does not answer, one hangs up: the next is rung all the same, and nobody twice", async () => {
    const acme = await s.given.customer("acme", {
      notify: { call: { ...sequential("sato", "suzuki", "tanaka"), retries: 3 } },
    });
    s.phone("sato").doesNotAnswer();
    s.phone("suzuki").answersAndPresses("*");
    s.phone("tanaka").answersAndPresses("1");
    const test = await s.operationTests.begins(acme);
    await s.time.passes("5m");
    expect(await s.operationTests.outcomes(test)).toEqual([
      "call sato: missed",
      "call suzuki: ignored",
      "call tanaka: acknowledged",
    ]);
    const { call } = (await s.operationTests.shown(test)).result;
    expect(call).toEqual({ reached: ["tanaka"], notReached: ["sato", "suzuki"], pending: [] });
    s.then.rings("sato", "suzuki", "tanaka");
    s.then.nothingElseWasSent();
  });

  it("[R2.7.3] a refused mail and a broken chat are results, with their reasons", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato", "ito"], chat: ["ops", "room"] } });
    s.engine.sandbox.mailbox.refusals.script(mailOf("ito"), { kind: "permanent" });
    s.engine.sandbox.walls.faults.inject("slack", { kind: "permanent" });
    const test = await s.operationTests.begins(acme);
    await s.time.passes("1m");
    const { steps, state } = await s.operationTests.shown(test);
    expect(state).toBe("finished");
    expect(steps.map((step) => [step.recipient, step.outcome, step.reason !== null])).toEqual([
      ["sato", "sent", false],
      ["ito", "refused", true],
      ["ops", "refused", true],
      ["room", "sent", false],
    ]);
    s.then.mails(subject, "sato");
    s.then.chatLines("123456", /【テスト】/);
    s.then.nothingElseWasSent();
  });

  it("[R2.7.3] a chat that is away is asked again for five minutes, then it has failed", async () => {
    const acme = await s.given.customer("acme", { notify: { chat: ["ops"] } });
    s.engine.sandbox.walls.faults.inject("slack", { kind: "error" });
    const test = await s.operationTests.begins(acme);
    await s.time.passes("3m");
    expect(await s.operationTests.outcomes(test)).toEqual(["chat ops: under-way"]);
    await s.time.passes("5m");
    expect(await s.operationTests.outcomes(test)).toEqual(["chat ops: failed"]);
    s.then.nothingElseWasSent();
  });
});

describe("a test leaves everything else alone", () => {
  it("[R2.7.3] no incident, no call, no dispatch of one", async () => {
    const { db } = s.engine.database;
    const rows = async () => [
      await db.$count(incidents),
      await db.$count(calls),
      await db.$count(dispatches),
    ];
    const before = await rows();
    const acme = await s.given.customer("acme", { notify: everything });
    s.phone("sato").answersAndPresses("1");
    s.phone("suzuki").answersAndPresses("1");
    await s.operationTests.begins(acme);
    await s.time.passes("2m");
    expect(await rows()).toEqual(before);
    s.then.rings("sato", "suzuki");
    s.then.mails(subject, "sato");
    s.then.chatLines(`C-${acme.id}`, /【テスト】/);
    s.then.nothingElseWasSent();
  });

  it("[R5.2.2c] who was rung for a test is rung for an alert, and who was rung for an alert is rung for a test", async () => {
    const acme = await s.given.customer("acme", { notify: { call: sequential("sato") } });
    s.phone("sato").answersAndPresses("1");
    await s.operationTests.begins(acme);
    await s.time.passes("2m");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("2m");
    const test = await s.operationTests.begins(acme);
    await s.time.passes("2m");
    expect(await s.operationTests.outcomes(test)).toEqual(["call sato: acknowledged"]);
    s.then.rings("sato", "sato", "sato");
    s.then.nothingElseWasSent();
  });
});

describe("what an operator asks for", () => {
  it("[RA3] a second test of a customer is refused while one runs, and the same request again is the same test", async () => {
    const acme = await s.given.customer("acme", { notify: { call: sequential("sato") } });
    s.phone("sato").answersAndPresses("1");
    const key = { "idempotency-key": "one-test" };
    const first = await s.operationTests.begin(acme, { rule: "rule 1" }, key);
    const again = await s.operationTests.begin(acme, { rule: "rule 1" }, key);
    expect([first.status, again.status, again.body.id]).toEqual([201, 201, first.body.id]);
    const second = await s.operationTests.begin(acme, { rule: "rule 1" });
    expect([second.status, second.body.code]).toEqual([409, "test_running"]);
    await s.time.passes("2m");
    expect((await s.operationTests.abort(first.body.id)).body.code).toBe("test_ended");
    s.then.rings("sato");
    s.then.nothingElseWasSent();
  });

  it("[R2.7.3] lists of its own instead of the rule's", async () => {
    const acme = await s.given.customer("acme", { notify: everything });
    s.phone("ito").answersAndPresses("1");
    const test = await s.operationTests.begins(acme, {
      mail: ["ito"],
      chats: [],
      call: { list: ["ito"], ringSeconds: 10 },
    });
    await s.time.passes("2m");
    expect(await s.operationTests.outcomes(test)).toEqual(["mail ito: sent", "call ito: acknowledged"]);
    s.then.rings("ito");
    s.then.mails(subject, "ito");
    s.then.nothingElseWasSent();
  });
});
