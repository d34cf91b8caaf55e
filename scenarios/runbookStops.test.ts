import { WorkflowNotFoundError } from "@temporalio/client";
import { describe, expect, it } from "vitest";
import { skippedWithoutSshd } from "../activities/remote/ssh/testSshd.ts";
import { targetWorkflowId } from "../workflows/ids.ts";
import type { GivenCustomer } from "./harness/given.ts";
import { scenario } from "./harness/index.ts";
import { escalationSubject, restartNginx, shop, toIto } from "./harness/shop.ts";
import { swap, waiting } from "./harness/testRunbooks.ts";

const undoes = { runbook: "swap", with: {} };

describe.skipIf(skippedWithoutSshd)("a runbook that is stopped", () => {
  const s = scenario({ runbooks: [swap, waiting] });
  const web = shop(s);

  it("[R5.6] by an operator: what runs on the target ends at once, and what was begun is taken back, the last first", async () => {
    const acme = await web.customer({ firstResponse: undoes, escalation: toIto });
    await web.fires(acme);
    await s.time.untilTrue(async () => (await web.ledger()).includes("second"));
    expect(web.host().processes("sleep 2000").length).toBeGreaterThan(0);
    await s.operator("山田").does(acme, "abort-runbook", { reason: "別の作業中" });
    await s.time.passes("5s");
    expect(web.host().processes("sleep 2000")).toEqual([]);
    expect(await web.ledger()).toEqual(["first", "second", "second-back", "first-back"]);
    expect(await s.runbooks.runs(acme)).toMatchObject([
      {
        run: "swap: aborted",
        why: "手順書「入れ替え」（shop/web01）: 山田 が中止しました（別の作業中）。取り消した作業: 二つ目を戻す、一つ目を戻す",
        steps: ["一つ目を替える: done", "二つ目を替える: cut", "二つ目を戻す: done", "一つ目を戻す: done"],
      },
    ]);
    s.then.mails(escalationSubject, "ito");
    await s.runbooks.canBeReplayed(acme, { savedAs: "run-aborted" });
    s.then.nothingElseWasSent();
  });

  it("[R5.6] from the Temporal UI, by a word that proves nobody", async () => {
    const acme = await web.customer({ firstResponse: undoes, escalation: toIto });
    await web.fires(acme);
    await s.time.untilTrue(async () => (await web.ledger()).includes("second"));
    await s.runbooks.temporalUi(acme, "abort", { by: "誰か" });
    await s.time.passes("5s");
    expect((await s.runbooks.runs(acme))[0]?.why).toContain("誰か（未確認） が中止しました");
    expect(await web.ledger()).toEqual(["first", "second", "second-back", "first-back"]);
    s.then.mails(escalationSubject, "ito");
    s.then.nothingElseWasSent();
  });

  it("[R5.6] cancelled as a workflow, it still takes back what it did", async () => {
    const acme = await web.customer({ firstResponse: undoes, escalation: toIto });
    await web.fires(acme);
    await s.time.untilTrue(async () => (await web.ledger()).includes("second"));
    await s.runbooks.cancel(acme);
    await s.time.passes("5s");
    expect(await web.states(acme)).toEqual(["swap: aborted"]);
    expect(await web.ledger()).toEqual(["first", "second", "second-back", "first-back"]);
    s.then.mails(escalationSubject, "ito");
    s.then.nothingElseWasSent();
  });

  it("[R5.6] by the alert's recovery: at the next step's border, and nobody is told", async () => {
    const acme = await web.customer({ firstResponse: { runbook: "waiting", with: {} }, escalation: toIto });
    await web.fires(acme);
    await s.time.passes("1m");
    await web.recovers(acme);
    await s.time.passes("15s");
    expect(await s.runbooks.runs(acme)).toMatchObject([
      {
        run: "waiting: recovered",
        why: "手順書「待つ」（shop/web01）: 途中で警報が復旧したため、ここで終了しました。取り消した作業: 印を消す",
      },
    ]);
    expect(await web.ledger()).toEqual(["marked", "unmarked"]);
    await s.then.shows(acme, { state: "closed" });
    s.then.nothingElseWasSent();
  });

  it("[R5.6] by an operator who resolves the incident: it ends with its undos, and nothing is escalated", async () => {
    const acme = await web.customer({ firstResponse: { runbook: "waiting", with: {} }, escalation: toIto });
    await web.fires(acme);
    await s.time.passes("30s");
    await s.operator("山田").does(acme, "resolve", { reason: "誤報" });
    await s.time.passes("15s");
    expect(await web.states(acme)).toEqual(["waiting: aborted"]);
    expect(await web.ledger()).toEqual(["marked", "unmarked"]);
    s.then.nothingElseWasSent();
  });

  it("[R5.6] by its own time: a step that does not end is ended on the target, and escalated", async () => {
    const acme = await web.customer({ firstResponse: { runbook: "waiting", with: {} }, escalation: toIto });
    await web.fires(acme);
    await s.time.passes("9m");
    expect(await s.runbooks.runs(acme)).toMatchObject([
      {
        run: "waiting: failed",
        why: "手順書「待つ」（shop/web01）: 手順「整う」で中止しました（終了コード 1）。取り消した作業: 印を消す",
        steps: ["印を付ける: done", "整う: no", "印を消す: done"],
      },
    ]);
    s.then.mails(escalationSubject, "ito");
    s.then.nothingElseWasSent();
  });

  it("[R5.6] and fails after the incident was escalated by time: what was tried is told all the same", async () => {
    const acme = await web.customer({
      firstResponse: { runbook: "waiting", with: {} },
      escalation: { ...toIto, afterMinutes: 2 },
    });
    await web.fires(acme);
    await s.time.passes("3m");
    s.then.mails(escalationSubject, "ito");
    await s.time.passes("7m");
    const [mail] = s.then.mails(escalationSubject, "ito");
    expect(mail?.text).toContain("手順「整う」で中止しました");
    s.then.operatorsWereTold("一次対応で復旧せず");
    s.then.nothingElseWasSent();
  });

  it("[R5.6] before it has begun: nothing on the target is touched, and nothing is taken back", async () => {
    const acme = await web.customer({ firstResponse: undoes, escalation: toIto }, { password: "wrong" });
    await web.fires(acme);
    await s.time.settle();
    expect(await s.runbooks.runs(acme)).toMatchObject([
      { run: "swap: failed", steps: ["一つ目を替える: failed", "一つ目を戻す: done"] },
    ]);
    expect(await web.ledger()).toEqual([]);
    s.then.mails(escalationSubject, "ito");
    s.then.nothingElseWasSent();
  });

  it("[R5.6] [RA2] an abort is refused the second time, and when nothing runs", async () => {
    const acme = await web.customer({ firstResponse: { runbook: "waiting", with: {} } });
    await web.fires(acme);
    await s.time.passes("30s");
    await s.operator("山田").does(acme, "abort-runbook");
    await s.time.passes("15s");
    const { status, body } = await s.operator("佐藤").asks(acme, "abort-runbook");
    expect([status, body.code]).toEqual([409, "no_runbook_running"]);
    s.then.operatorsWereTold("一次対応で復旧せず");
    s.then.nothingElseWasSent();
  });
});

describe.skipIf(skippedWithoutSshd)("a runbook whose worker dies", () => {
  const s = scenario();
  const web = shop(s);

  it("[RA2] in the middle of an act: it is looked up, and not done again", async () => {
    const acme = await web.customer({ firstResponse: restartNginx });
    s.engine.activities.loseResultOf("actStep");
    await web.fires(acme);
    await s.time.passes("1m");
    expect(await web.ledger()).toEqual(["restart nginx"]);
    await web.recovers(acme);
    await s.time.passes("10s");
    expect(await web.states(acme)).toEqual(["restart-service: recovered"]);
    s.then.nothingElseWasSent();
  });

  it("[RA2] [R5.6] a reboot never happens twice", async () => {
    const acme = await web.customer({ firstResponse: { runbook: "reboot-server", with: {} } });
    s.engine.activities.dieIn("actStep", async () => (await web.ledger()).includes("reboot"));
    await web.fires(acme);
    await s.time.passes("1m");
    await web.recovers(acme);
    await s.time.passes("10s");
    expect(await web.ledger()).toEqual(["reboot"]);
    expect(await web.states(acme)).toEqual(["reboot-server: recovered"]);
    s.then.nothingElseWasSent();
  });
});

describe.skipIf(skippedWithoutSshd)("two runbooks for one target", () => {
  const s = scenario({ runbooks: [waiting] });
  const web = shop(s);
  const waits = { runbook: "waiting", with: {} };
  const turnsOf = ({ id }: GivenCustomer) =>
    s.engine.temporal.client.workflow.getHandle(targetWorkflowId(id, "shop", "web01"));

  it("[R5.6] a run alone on its target needs nobody to give turns", async () => {
    const acme = await web.customer({ firstResponse: waits });
    await web.fires(acme, "HTTP");
    await s.time.passes("30s");
    await web.recovers(acme, "HTTP");
    await s.time.passes("30s");
    expect(await web.states(acme)).toEqual(["waiting: recovered"]);
    await expect(turnsOf(acme).describe()).rejects.toThrow(WorkflowNotFoundError);
    s.then.nothingElseWasSent();
  });

  it("[R5.6] the second waits for its turn, and runs when the first has ended", async () => {
    const acme = await web.customer({ firstResponse: waits });
    await web.fires(acme, "HTTP");
    await s.time.passes("30s");
    await web.fires(acme, "CPU");
    await s.time.passes("1m");
    const [first, second] = (await s.then.incidents(acme)).map(({ number }) => number);
    expect(await web.ledger()).toEqual(["marked"]);
    await s.then.timelineSays(
      second!,
      "shop/web01 ではほかの手順書が実行中のため、手順書「待つ」は順番を待っています",
    );
    await web.recovers(acme, "HTTP");
    await s.time.passes("30s");
    expect(await web.ledger()).toEqual(["marked", "unmarked", "marked"]);
    await web.recovers(acme, "CPU");
    await s.time.passes("30s");
    expect([await web.states(first!), await web.states(second!)]).toEqual([
      ["waiting: recovered"],
      ["waiting: recovered"],
    ]);
    s.then.nothingElseWasSent();
  });

  it("[R5.6] an incident that waits over five minutes is escalated", async () => {
    const acme = await web.customer({ firstResponse: waits, escalation: toIto });
    await web.fires(acme, "HTTP");
    await s.time.passes("30s");
    await web.fires(acme, "CPU");
    await s.time.passes("6m");
    const [, second] = (await s.then.incidents(acme)).map(({ number }) => number);
    expect(await s.runbooks.runs(second!)).toMatchObject([
      { run: "waiting: refused", why: expect.stringContaining("ほかの手順書が実行中のまま5分待ちました") },
    ]);
    s.then.mails("【web01】 CPU警報 エスカレーションのご連絡", "ito");
    await web.recovers(acme, "HTTP");
    await web.recovers(acme, "CPU");
    await s.time.passes("30s");
    s.then.mails("【web01】 CPU警報復旧のご連絡", "ito");
    s.then.nothingElseWasSent();
  });

  it("[R5.6] [R3.1a] what was tried is mailed to those whom an operator escalated to before, and answers no later occurrence", async () => {
    const acme = await web.customer({ firstResponse: waits, escalation: toIto });
    await web.fires(acme, "HTTP");
    await s.time.passes("30s");
    await web.fires(acme, "CPU");
    await s.time.passes("1m");
    await s.operator("山田").does(acme, "escalate", { reason: "急ぎのため" });
    await s.time.passes("5m");
    s.then.mails("【web01】 CPU警報 エスカレーションのご連絡", "ito", "ito");
    s.then.operatorsWereTold("一次対応で復旧せず");
    await s.then.shows(acme, { slo: { firstResponse: "mail" } });
    await web.recovers(acme, "CPU");
    await web.fires(acme, "CPU");
    await s.time.passes("1m");
    s.then.mails("【web01】 CPU警報復旧のご連絡", "ito");
    await s.then.shows(acme, { slo: { result: "running", firstResponse: null } });
    await web.recovers(acme, "HTTP");
    await web.recovers(acme, "CPU");
    await s.time.passes("30s");
    s.then.nothingElseWasSent();
  });

  it("[RA2] one whose workflow was terminated holds the target no longer", async () => {
    const acme = await web.customer({ firstResponse: waits });
    await web.fires(acme, "HTTP");
    await s.time.passes("30s");
    // The test server does not tell a parent that its child was terminated; the real one does.
    await s.runbooks.terminate(acme);
    await web.fires(acme, "CPU");
    await s.time.passes("3m");
    expect(await web.ledger()).toEqual(["marked", "marked"]);
    await web.recovers(acme, "CPU");
    await s.time.passes("30s");
    s.then.nothingElseWasSent();
  });
});
