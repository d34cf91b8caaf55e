import { describe, expect, it } from "vitest";
import { tellWorkflow } from "../db/outbox/write.ts";
import { operationTests } from "../db/schema/index.ts";
import { testAborted } from "../workflows/contract/operationTest.ts";
import type { NotifyGiven } from "./harness/given.ts";
import { scenario, sequential } from "./harness/index.ts";
import { phoneOf } from "./harness/people.ts";

// No workflow is kept in memory, so every step of every story here is also a replay of all before it.
const s = scenario({ cachedWorkflows: 0 });
const everything: NotifyGiven = { mail: ["sato"], chat: ["ops"], call: sequential("sato", "suzuki") };
const subject = "【テスト】 警報通知テストのご連絡";
const attempts = (person: Parameters<typeof phoneOf>[0]) =>
  s.engine.sandbox.exchange.attempts.all().filter((attempt) => attempt.to === phoneOf(person)).length;

describe("a test's calls and a provider that does not answer", () => {
  it.each(["ring-then-error", "ring-then-silence"] as const)("[RA2] %s: rung once", async (kind) => {
    const acme = await s.given.customer("acme", { notify: { call: sequential("sato", "suzuki") } });
    s.phone("sato").answersAndPresses("1");
    s.phone("sato").fails({ kind });
    s.phone("suzuki").answersAndPresses("1");
    const test = await s.operationTests.begins(acme);
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
    const test = await s.operationTests.begins(acme);
    await s.time.passes("5m");
    expect(attempts("sato")).toBe(1);
    expect(await s.operationTests.outcomes(test)).toEqual(["call sato: failed", "call suzuki: acknowledged"]);
    s.then.rings("sato", "suzuki");
    s.then.nothingElseWasSent();
  });

  it("[RA2] that proves never to have received the call: dialled once more, as a step of its own", async () => {
    const acme = await s.given.customer("acme", { notify: { call: sequential("sato") } });
    s.phone("sato").answersAndPresses("1");
    s.phone("sato").fails({ kind: "refuse", status: 500 }, 1);
    const test = await s.operationTests.begins(acme);
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

describe("a test and an alert call the same number", () => {
  it("[RA2] an alert's lost request is not taken for the test's call: the person is rung for the alert", async () => {
    const acme = await s.given.customer("acme", { notify: { call: sequential("sato") } });
    s.phone("sato").doesNotAnswer();
    const test = await s.operationTests.begins(acme, { call: { list: ["sato"], ringSeconds: 5 } });
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
    const test = await s.operationTests.begins(acme);
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

  it("[R2.7.3] aborted while a phone rings, which stops before it is known that it was told to: the test ends", async () => {
    const acme = await s.given.customer("acme", { notify: { call: sequential("sato", "suzuki") } });
    s.phone("sato").doesNotAnswer();
    const test = await s.operationTests.begins(acme);
    await s.time.passes("10s");
    s.engine.activities.loseResultOf("endCall");
    await s.operationTests.abort(test);
    await s.time.passes("20s");
    expect(await s.operationTests.outcomes(test)).toEqual(["call sato: aborted", "call suzuki: aborted"]);
    s.then.rings("sato");
    s.then.nothingElseWasSent();
  });

  it("[R2.7.3] aborted while somebody talks: the conversation ends by itself", async () => {
    const acme = await s.given.customer("acme", { notify: { call: sequential("sato", "suzuki") } });
    s.phone("sato").answersAndPresses("1", { afterSeconds: 5, pressAfterSeconds: 20 });
    const test = await s.operationTests.begins(acme);
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

  it("[RA2] an abort that Temporal does not know yet stops the calls: the row has it", async () => {
    const acme = await s.given.customer("acme", { notify: { call: sequential("sato", "suzuki") } });
    s.phone("sato").answersAndPresses("1");
    const test = await s.operationTests.begins(acme);
    await s.time.passes("3s");
    s.engine.temporal.outage.isOn = true;
    await s.operationTests.abort(test);
    await s.time.passes("2m");
    await s.time.outageEnds();
    await s.time.passes("2m");
    expect(await s.operationTests.outcomes(test)).toEqual([
      "call sato: acknowledged",
      "call suzuki: aborted",
    ]);
    s.then.rings("sato");
    s.then.nothingElseWasSent();
  });

  it("[R2.7.3] one that cannot be begun holds up no other", async () => {
    const acme = await s.given.customer("acme", { notify: { call: sequential("sato") } });
    s.phone("sato").answersAndPresses("1");
    const startedAt = s.engine.temporal.now();
    const unknown = { customer: "gone", version: 999_999, ringSeconds: 30, state: "running" } as const;
    await s.engine.database.db.transaction(async (tx) => {
      const broken = { ...unknown, startedBy: "当番 一郎", startedAt };
      const [row] = await tx.insert(operationTests).values(broken).returning();
      await tellWorkflow(tx, { to: "operation-test", row: row!.id, word: { is: "begun" }, at: startedAt });
    });
    const test = await s.operationTests.begins(acme);
    await s.time.passes("1m");
    expect(await s.operationTests.outcomes(test)).toEqual(["call sato: acknowledged"]);
    s.then.rings("sato");
    s.then.nothingElseWasSent();
  });

  it("[R2.7.3] aborted from the Temporal UI: the row says by whom, as far as known", async () => {
    const acme = await s.given.customer("acme", { notify: { call: sequential("sato", "suzuki") } });
    s.phone("sato").doesNotAnswer();
    const test = await s.operationTests.begins(acme);
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
    const test = await s.operationTests.begins(acme);
    await s.time.passes("10s");
    await s.engine.temporal.client.workflow.getHandle(`operation-test/${test}`).terminate("by hand");
    expect((await s.operationTests.begin(acme, { rule: "rule 1" })).body.code).toBe("test_running");
    await s.operationTests.abort(test);
    await s.time.passes("1m");
    expect((await s.operationTests.shown(test)).state).toBe("aborted");
    expect(await s.operationTests.outcomes(test)).toEqual(["call sato: failed", "call suzuki: aborted"]);
    s.phone("sato").answersAndPresses("1");
    const next = await s.operationTests.begins(acme, { call: { list: ["sato"] } });
    await s.time.passes("1m");
    expect(await s.operationTests.outcomes(next)).toEqual(["call sato: acknowledged"]);
    s.then.rings("sato", "sato");
    s.then.nothingElseWasSent();
  });

  it("[RA2] begun while Temporal is away: it waits as a row, and is carried out", async () => {
    const acme = await s.given.customer("acme", { notify: { call: sequential("sato") } });
    s.phone("sato").answersAndPresses("1");
    s.engine.temporal.outage.isOn = true;
    const test = await s.operationTests.begins(acme);
    await s.time.passes("1m");
    s.then.rings();
    await s.time.outageEnds();
    await s.time.passes("1m");
    expect(await s.operationTests.outcomes(test)).toEqual(["call sato: acknowledged"]);
    s.then.rings("sato");
    s.then.nothingElseWasSent();
  });

  it("[RA2] the worker is gone in the middle: everybody is rung once", async () => {
    const acme = await s.given.customer("acme", { notify: everything });
    s.phone("sato").doesNotAnswer();
    s.phone("suzuki").answersAndPresses("1", { pressAfterSeconds: 20 });
    const test = await s.operationTests.begins(acme);
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

  it.each(["dialCall", "tellTestRecipient", "recordCallEnd"])(
    "[RA2] %s runs twice: one ring, one mail",
    async (activity) => {
      const acme = await s.given.customer("acme", { notify: { mail: ["sato"], call: sequential("sato") } });
      s.phone("sato").answersAndPresses("1");
      s.engine.activities.loseResultOf(activity);
      const test = await s.operationTests.begins(acme);
      await s.time.passes("3m");
      expect(await s.operationTests.outcomes(test)).toEqual(["mail sato: sent", "call sato: acknowledged"]);
      s.then.rings("sato");
      s.then.mails(subject, "sato");
      s.then.nothingElseWasSent();
    },
  );
});
