import { describe, expect, it } from "vitest";
import { calls, dispatches, incidents } from "../db/schema/index.ts";
import { testAborted } from "../workflows/contract.ts";
import type { NotifyGiven } from "./harness/given.ts";
import { scenario, sequential } from "./harness/index.ts";
import { mailOf, phoneOf } from "./harness/people.ts";

// Nothing is kept in memory: every step of every story here is also a replay of all before it.
const s = scenario({ cachedWorkflows: 0 });
const everything: NotifyGiven = { mail: ["sato"], chat: ["ops"], call: sequential("sato", "suzuki") };
const subject = "【テスト】 警報通知テストのご連絡";

/** Begins a test of the customer's first rule, or another. */
async function begins(customer: Awaited<ReturnType<typeof s.given.customer>>, order: object = {}) {
  const { status, body } = await s.operationTests.begin(customer, { rule: "rule 1", ...order });
  expect(status).toBe(201);
  return body.id;
}

const attempts = (person: Parameters<typeof phoneOf>[0]) =>
  s.engine.sandbox.exchange.attempts.all().filter((attempt) => attempt.to === phoneOf(person)).length;

describe("an operation test over a rule's real lists", () => {
  it("[R2.7.3] rings everybody once, whoever presses 1, mails, posts, and says everywhere that it is a test", async () => {
    const acme = await s.given.customer("acme", { notify: everything });
    s.phone("sato").answersAndPresses("1");
    s.phone("suzuki").answersAndPresses("1");
    const test = await begins(acme, { note: "開始前の確認" });
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
    const test = await begins(acme);
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
    const test = await begins(acme);
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
    const test = await begins(acme);
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
    const test = await begins(acme);
    await s.time.passes("3m");
    expect(await s.operationTests.outcomes(test)).toEqual(["chat ops: under-way"]);
    await s.time.passes("5m");
    expect(await s.operationTests.outcomes(test)).toEqual(["chat ops: failed"]);
    s.then.nothingElseWasSent();
  });
});

describe("a test's calls and a provider that does not answer", () => {
  it.each(["ring-then-error", "ring-then-silence"] as const)("[RA2] %s: rung once", async (kind) => {
    const acme = await s.given.customer("acme", { notify: { call: sequential("sato", "suzuki") } });
    s.phone("sato").answersAndPresses("1");
    s.phone("sato").fails({ kind });
    s.phone("suzuki").answersAndPresses("1");
    const test = await begins(acme);
    await s.time.passes("5m");
    expect([attempts("sato"), attempts("suzuki")]).toEqual([1, 1]);
    expect(await s.operationTests.outcomes(test)).toEqual([
      "call sato: acknowledged",
      "call suzuki: acknowledged",
    ]);
    s.then.rings("sato", "suzuki");
    s.then.nothingElseWasSent();
  });

  it("[RA2] silent in every way: rung once, settled, and the next is rung", async () => {
    const acme = await s.given.customer("acme", { notify: { call: sequential("sato", "suzuki") } });
    s.phone("sato").doesNotAnswer();
    for (const kind of ["ring-then-error", "callbacks-lost", "lookup-error"] as const)
      s.phone("sato").fails({ kind });
    s.phone("suzuki").answersAndPresses("1");
    const test = await begins(acme);
    await s.time.passes("5m");
    expect(attempts("sato")).toBe(1);
    expect(await s.operationTests.outcomes(test)).toEqual(["call sato: failed", "call suzuki: acknowledged"]);
    s.then.rings("sato", "suzuki");
    s.then.nothingElseWasSent();
  });

  it("[RA2] that proves never to have had the call: once more, as a step of its own", async () => {
    const acme = await s.given.customer("acme", { notify: { call: sequential("sato") } });
    s.phone("sato").answersAndPresses("1");
    s.phone("sato").fails({ kind: "refuse", status: 500 }, 1);
    const test = await begins(acme);
    await s.time.passes("3m");
    expect(await s.operationTests.outcomes(test)).toEqual(["call sato: failed", "call sato: acknowledged"]);
    expect((await s.operationTests.shown(test)).result.call).toEqual({
      reached: ["sato"],
      notReached: [],
      pending: [],
    });
    s.then.rings("sato");
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
    await begins(acme);
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
    await begins(acme);
    await s.time.passes("2m");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("2m");
    const test = await begins(acme);
    await s.time.passes("2m");
    expect(await s.operationTests.outcomes(test)).toEqual(["call sato: acknowledged"]);
    expect(attempts("sato")).toBe(3);
    s.then.rings("sato", "sato", "sato");
    s.then.nothingElseWasSent();
  });
});

describe("a test and an alert call the same number", () => {
  it("[RA2] an alert's lost request is not taken for the test's call: the person is rung for the alert", async () => {
    const acme = await s.given.customer("acme", { notify: { call: sequential("sato") } });
    s.phone("sato").doesNotAnswer();
    const test = await begins(acme, { call: { list: ["sato"], ringSeconds: 5 } });
    await s.time.passes("2s");
    s.phone("sato").fails({ kind: "refuse", status: 500 }, 1);
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("2m");
    expect(await s.operationTests.outcomes(test)).toEqual(["call sato: missed"]);
    await s.then.calls(acme, "sato: failed", "sato: missed");
    s.then.rings("sato");
    s.then.mails("【web01】 HTTP警報 架電結果のご連絡", "sato");
    s.then.nothingElseWasSent();
  });
});

describe("a test that is interrupted", () => {
  it("[R2.7.3] aborted while a phone rings: it stops ringing and nobody else is rung", async () => {
    const acme = await s.given.customer("acme", { notify: { call: sequential("sato", "suzuki") } });
    s.phone("sato").doesNotAnswer();
    const test = await begins(acme);
    await s.time.passes("10s");
    expect(await s.operationTests.outcomes(test)).toEqual(["call sato: ringing", "call suzuki: waiting"]);
    expect((await s.operationTests.abort(test)).status).toBe(200);
    await s.time.passes("5s");
    expect(await s.operationTests.outcomes(test)).toEqual(["call sato: aborted", "call suzuki: aborted"]);
    const { state, abortedBy, timeline } = await s.operationTests.shown(test);
    expect([state, abortedBy]).toEqual(["aborted", "当番 一郎"]);
    expect(timeline.map(({ text }) => text)).toContain("運用試験を中止しました。これ以上の架電は行いません");
    s.then.rings("sato");
    s.then.nothingElseWasSent();
    await s.operationTests.canBeReplayed(test, { savedAs: "operation-test-aborted-while-ringing" });
  });

  it("[R2.7.3] aborted while somebody talks: the conversation ends by itself", async () => {
    const acme = await s.given.customer("acme", { notify: { call: sequential("sato", "suzuki") } });
    s.phone("sato").answersAndPresses("1", { afterSeconds: 5, pressAfterSeconds: 20 });
    const test = await begins(acme);
    await s.time.passes("10s");
    await s.operationTests.abort(test);
    await s.time.passes("1m");
    expect(await s.operationTests.outcomes(test)).toEqual([
      "call sato: acknowledged",
      "call suzuki: aborted",
    ]);
    s.then.rings("sato");
    s.then.nothingElseWasSent();
  });

  it("[RA2] an abort that Temporal does not know of yet stops the calls: the row knows it", async () => {
    const acme = await s.given.customer("acme", { notify: { call: sequential("sato", "suzuki") } });
    s.phone("sato").answersAndPresses("1");
    const test = await begins(acme);
    await s.time.passes("3s");
    s.engine.temporal.outage.isOn = true;
    await s.operationTests.abort(test);
    await s.time.passes("2m");
    s.engine.temporal.outage.isOn = false;
    await s.time.afterOutage();
    await s.time.passes("2m");
    expect(await s.operationTests.outcomes(test)).toEqual([
      "call sato: acknowledged",
      "call suzuki: aborted",
    ]);
    s.then.rings("sato");
    s.then.nothingElseWasSent();
  });

  it("[R2.7.3] aborted from the Temporal UI: the row says by whom, as far as anybody knows", async () => {
    const acme = await s.given.customer("acme", { notify: { call: sequential("sato", "suzuki") } });
    s.phone("sato").doesNotAnswer();
    const test = await begins(acme);
    await s.time.passes("10s");
    const handle = s.engine.temporal.client.workflow.getHandle(`operation-test/${test}`);
    await handle.signal(testAborted, { by: "鈴木" });
    await s.time.passes("5s");
    const { state, abortedBy } = await s.operationTests.shown(test);
    expect([state, abortedBy]).toEqual(["aborted", "鈴木"]);
    s.then.rings("sato");
    s.then.nothingElseWasSent();
  });

  it("[R2.7.3] whose workflow was terminated is closed by an abort, and the next may begin", async () => {
    const acme = await s.given.customer("acme", { notify: { call: sequential("sato", "suzuki") } });
    s.phone("sato").doesNotAnswer();
    const test = await begins(acme);
    await s.time.passes("10s");
    await s.engine.temporal.client.workflow.getHandle(`operation-test/${test}`).terminate("by hand");
    expect((await s.operationTests.begin(acme, { rule: "rule 1" })).body.code).toBe("test_running");
    await s.operationTests.abort(test);
    await s.time.passes("1m");
    expect((await s.operationTests.shown(test)).state).toBe("aborted");
    expect(await s.operationTests.outcomes(test)).toEqual(["call sato: failed", "call suzuki: aborted"]);
    s.phone("sato").answersAndPresses("1");
    const next = await begins(acme, { call: { list: ["sato"] } });
    await s.time.passes("1m");
    expect(await s.operationTests.outcomes(next)).toEqual(["call sato: acknowledged"]);
    s.then.rings("sato", "sato");
    s.then.nothingElseWasSent();
  });

  it("[RA2] begun while Temporal is away: it waits as a row, and is carried out", async () => {
    const acme = await s.given.customer("acme", { notify: { call: sequential("sato") } });
    s.phone("sato").answersAndPresses("1");
    s.engine.temporal.outage.isOn = true;
    const test = await begins(acme);
    await s.time.passes("1m");
    s.then.rings();
    s.engine.temporal.outage.isOn = false;
    await s.time.afterOutage();
    await s.time.passes("1m");
    expect(await s.operationTests.outcomes(test)).toEqual(["call sato: acknowledged"]);
    s.then.rings("sato");
    s.then.nothingElseWasSent();
  });

  it("[RA2] the worker is gone in the middle: everybody is rung once", async () => {
    const acme = await s.given.customer("acme", { notify: everything });
    s.phone("sato").doesNotAnswer();
    s.phone("suzuki").answersAndPresses("1", { pressAfterSeconds: 20 });
    const test = await begins(acme);
    await s.time.passes("10s");
    await s.engine.workers.stop();
    await s.engine.workers.start();
    await s.time.passes("30s");
    await s.engine.workers.stop();
    await s.engine.workers.start();
    await s.time.passes("3m");
    expect(await s.operationTests.outcomes(test)).toEqual([
      "mail sato: sent",
      "chat ops: sent",
      "call sato: missed",
      "call suzuki: acknowledged",
    ]);
    s.then.rings("sato", "suzuki");
    s.then.mails(subject, "sato");
    s.then.chatLines(`C-${acme.id}`, /【テスト】/);
    s.then.nothingElseWasSent();
  });

  it.each(["dialTestCall", "tellTestRecipient", "recordTestCallEnd"])(
    "[RA2] %s runs twice: one ring, one mail",
    async (activity) => {
      const acme = await s.given.customer("acme", { notify: { mail: ["sato"], call: sequential("sato") } });
      s.phone("sato").answersAndPresses("1");
      s.engine.activities.loseResultOf(activity);
      const test = await begins(acme);
      await s.time.passes("3m");
      expect(await s.operationTests.outcomes(test)).toEqual(["mail sato: sent", "call sato: acknowledged"]);
      s.then.rings("sato");
      s.then.mails(subject, "sato");
      s.then.nothingElseWasSent();
    },
  );
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
    const test = await begins(acme, { mail: ["ito"], chats: [], call: { list: ["ito"], ringSeconds: 10 } });
    await s.time.passes("2m");
    expect(await s.operationTests.outcomes(test)).toEqual(["mail ito: sent", "call ito: acknowledged"]);
    s.then.rings("ito");
    s.then.mails(subject, "ito");
    s.then.nothingElseWasSent();
  });
});
