import { describe, expect, it } from "vitest";
import { skippedWithoutSshd } from "../activities/remote/ssh/testSshd.ts";
import restartService from "../runbooks/primary/restart-service.ts";
import { scenario } from "./harness/index.ts";
import { shop } from "./harness/shop.ts";

/** As the primary one, but agreed to each time, and nobody waits for the alert. */
const mendService = {
  ...restartService,
  tree: {
    ...{ ...restartService.tree, id: "mend-service", kind: "secondary" as const, recoveryWaitSeconds: 0 },
  },
};
const subject = (ending: string) => `【web01】 HTTP警報 ${ending}`;

describe.skipIf(skippedWithoutSshd)("a secondary response by runbook, on a real host", () => {
  // Nothing is kept in memory: every step of every story here is also a replay of all before it.
  const s = scenario({ runbooks: [mendService], cachedWorkflows: 0 });
  const web = shop(s);
  const order = {
    ...{
      summary: "nginxを再起動します。",
      to: ["sato"],
      runbook: "mend-service",
      with: { service: "nginx" },
    },
  };

  async function proposed(given: object = {}) {
    const acme = await web.customer({ notify: { mail: ["sato"] } });
    await web.fires(acme);
    await s.time.settle();
    s.then.mails("【web01】 HTTP警報発生のご連絡", "sato");
    await s.operator("山田").does(acme, "secondary", { ...order, ...given });
    await s.time.settle();
    const [mail] = s.then.mails(subject("障害二次対応のご提案"), "sato");
    return { acme, link: s.secondary.link(mail) };
  }

  it("[R5.7] agreed for a time: it begins by itself then, not before, and its end is reported", async () => {
    const at = new Date(s.engine.temporal.now().getTime() + 3 * 3_600_000);
    const { acme, link } = await proposed({ scheduledAt: at.toISOString() });
    expect((await link.opens()).text).toContain("systemctl restart nginx");
    await link.approves("佐藤 太郎");
    await s.time.passes("170m");
    s.then.operatorsWereTold("障害二次対応");
    s.then.mails(subject("障害二次対応のご承認の確認"), "sato");
    expect(await web.ledger()).toEqual([]);
    await s.time.passes("30m");
    expect(await web.ledger()).toEqual(["restart nginx"]);
    expect(await s.secondary.stateOf(acme)).toBe("verified");
    s.then.operatorsWereTold("障害二次対応");
    await s.then.shows(acme, {
      secondary: { state: "verified", begunBy: "toban", result: { succeeded: true } },
      runbookRuns: [{ runbook: "mend-service", state: "recovered", target: "shop/web01" }],
    });
    await s.secondary.does(acme, "report");
    await s.secondary.does(acme, "close");
    await s.time.settle();
    s.then.mails(subject("障害二次対応のご報告"), "sato");
    s.then.nothingElseWasSent();
    await s.secondary.canBeReplayed(acme, { savedAs: "secondary-by-runbook" });
  });

  it("[R5.7] without a time an operator begins it, also after the incident was closed", async () => {
    const { acme, link } = await proposed();
    await link.approves("佐藤 太郎");
    await s.operator("山田").does(acme, "resolve", { reason: "電話で確認した" });
    await s.time.passes("1h");
    s.then.operatorsWereTold("障害二次対応");
    s.then.mails(subject("障害二次対応のご承認の確認"), "sato");
    expect(await web.ledger()).toEqual([]);
    await s.secondary.does(acme, "begin");
    await s.time.passes("1m");
    expect(await web.ledger()).toEqual(["restart nginx"]);
    expect(await s.secondary.stateOf(acme)).toBe("verified");
    s.then.operatorsWereTold("障害二次対応");
    await s.then.shows(acme, { state: "closed", runbookRuns: [{ startedBy: "当番 一郎" }] });
    s.then.nothingElseWasSent();
  });

  it("[R5.7] a runbook that was changed after it was agreed to is not run", async () => {
    const { acme, link } = await proposed();
    await link.approves("佐藤 太郎");
    await s.time.settle();
    s.then.operatorsWereTold("障害二次対応");
    s.then.mails(subject("障害二次対応のご承認の確認"), "sato");
    const tree = s.engine.catalogue.get("mend-service")!.tree;
    const { purpose } = tree;
    tree.purpose = "別のことをします。";
    await s.secondary.does(acme, "begin");
    await s.time.settle();
    tree.purpose = purpose;
    expect(await web.ledger()).toEqual([]);
    expect((await s.secondary.rowOf(acme)).record).toMatchObject({
      state: "failed",
      run: { state: "refused" },
    });
    s.then.operatorsWereTold("障害二次対応");
    s.then.nothingElseWasSent();
  });

  it("[R5.7] an operator ends it in the middle", async () => {
    const { acme, link } = await proposed();
    await link.approves("佐藤 太郎");
    await s.time.settle();
    s.then.operatorsWereTold("障害二次対応");
    s.then.mails(subject("障害二次対応のご承認の確認"), "sato");
    await s.secondary.does(acme, "begin");
    await s.secondary.does(acme, "abort", { reason: "お客様のご要望" });
    await s.time.passes("2m");
    expect((await s.secondary.rowOf(acme)).record).toMatchObject({
      state: "failed",
      result: { succeeded: false },
    });
    s.then.operatorsWereTold("障害二次対応");
    s.then.nothingElseWasSent();
  });
});
