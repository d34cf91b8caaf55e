import { describe, expect, it } from "vitest";
import { skippedWithoutSshd } from "../activities/remote/ssh/testSshd.ts";
import { and, eq, isNull } from "../db/drizzle.ts";
import { tellWorkflow } from "../db/outbox/write.ts";
import { auditLog, outbox, secondaryResponses } from "../db/schema/index.ts";
import rebootServer from "../runbooks/primary/reboot-server.ts";
import restartService from "../runbooks/primary/restart-service.ts";
import { type Scenario, scenario } from "./harness/index.ts";
import { shop } from "./harness/shop.ts";
import { asking } from "./harness/testRunbooks.ts";

/** Like the primary one, but agreed to each time, and it does not wait for the alert to recover. */
const mendService = {
  ...restartService,
  tree: {
    ...restartService.tree,
    id: "mend-service",
    kind: "secondary" as const,
    recoveryWaitSeconds: 0,
  },
};
/** Asks people for a decision, and for work by hand. */
const askingMore = {
  ...asking,
  tree: { ...asking.tree, id: "asking-more", kind: "secondary" as const, recoveryWaitSeconds: 0 },
};
const subject = (ending: string) => `【web01】 HTTP警報 ${ending}`;

const order = {
  summary: "nginxを再起動します。",
  to: ["sato"],
  runbook: "mend-service",
  with: { service: "nginx" },
};

function proposing(s: Scenario) {
  const web = shop(s);
  return {
    web,
    async proposed(given: object = {}) {
      const acme = await web.customer({ notify: { mail: ["sato"] } });
      await web.fires(acme);
      await s.time.settle();
      s.then.mails("【web01】 HTTP警報発生のご連絡", "sato");
      await s.operator("山田").does(acme, "secondary", { ...order, ...given });
      await s.time.settle();
      const [mail] = s.then.mails(subject("障害二次対応のご提案"), "sato");
      return { acme, link: s.secondary.link(mail) };
    },
  };
}

describe.skipIf(skippedWithoutSshd)("a secondary response by runbook, on a real host", () => {
  const s = scenario({ runbooks: [mendService, askingMore] });
  const { web, proposed } = proposing(s);

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

  it.each([
    ["another operator confirms what one heard", "鈴木"],
    ["the customer agrees by the link", "customer:佐藤 太郎"],
  ])("[R5.7] before its time it runs once %s", async (_name, starter) => {
    const scheduledAt = new Date(s.engine.temporal.now().getTime() + 3 * 3_600_000).toISOString();
    const { acme, link } = await proposed({ scheduledAt });
    await link.approves("佐藤 太郎");
    await s.time.settle();
    s.then.mails(subject("障害二次対応のご承認の確認"), "sato");
    await s.secondary.does(acme, "begin", { agreedBy: "佐藤 太郎" });
    await s.time.settle();
    s.then.mails(subject("障害二次対応の早めの開始について"), "sato");
    expect(await web.ledger()).toEqual([]);
    if (starter === "鈴木") await s.secondary.does(acme, "begin", {}, await s.operator(starter).token);
    else await link.approves("佐藤 太郎");
    await s.time.passes("1m");
    expect(await web.ledger()).toEqual(["restart nginx"]);
    await s.then.shows(acme, { secondary: { state: "verified" }, runbookRuns: [{ startedBy: starter }] });
    s.then.mails(subject("障害二次対応の開始のご連絡"), "sato");
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

  it("[R5.7] one whose parameters were changed after it was agreed to is not run, and does not hang", async () => {
    const { acme, link } = await proposed();
    await link.approves("佐藤 太郎");
    await s.time.settle();
    s.then.operatorsWereTold("障害二次対応");
    s.then.mails(subject("障害二次対応のご承認の確認"), "sato");
    const known = s.engine.catalogue.get("mend-service")!;
    s.engine.catalogue.set("mend-service", { ...known, params: rebootServer.params });
    await s.secondary.does(acme, "begin");
    await s.time.settle();
    s.engine.catalogue.set("mend-service", known);
    expect(await web.ledger()).toEqual([]);
    expect((await s.secondary.rowOf(acme)).record).toMatchObject({
      state: "failed",
      run: { state: "refused" },
    });
    s.then.operatorsWereTold("障害二次対応");
    s.then.nothingElseWasSent();
  });

  it("[RA2] one that cannot be told to its workflow holds up no other", async () => {
    const [one, other] = [await proposed(), await proposed()];
    const { id, version } = await s.secondary.rowOf(one.acme);
    const { db } = s.engine.database;
    const isTold = async ({ acme }: typeof one): Promise<boolean> => {
      const { id: row } = await s.secondary.rowOf(acme);
      const waits = and(eq(outbox.kind, "secondary"), eq(outbox.rowId, row), isNull(outbox.relayedAt));
      return (await db.$count(outbox, waits)) === 0;
    };
    const ofOne = eq(secondaryResponses.id, id);
    await db.update(secondaryResponses).set({ version: 999_999 }).where(ofOne);
    await one.link.approves("佐藤 太郎").catch(() => undefined);
    const word = { to: "secondary", row: id, word: { is: "changed" }, at: s.engine.temporal.now() } as const;
    await db.transaction((tx) => tellWorkflow(tx, word));
    await other.link.approves("佐藤 太郎");
    await s.time.untilTrue(async () => (await s.secondary.stateOf(other.acme)) === "approved");
    await s.time.untilTrue(() => isTold(other));
    expect(await isTold(one)).toBe(false);
    await db.update(secondaryResponses).set({ version }).where(ofOne);
    // It has failed a few times, and is retried at growing intervals.
    await s.time.passes("2m");
    expect(await isTold(one)).toBe(true);
    s.then.operatorsWereTold("障害二次対応");
    s.then.mails(subject("障害二次対応のご承認の確認"), "sato");
    s.then.nothingElseWasSent();
  });

  it("[R5.7] [R5.6] it asks, and operators answer by the API, also after the incident was closed", async () => {
    const { acme, link } = await proposed({ runbook: "asking-more", with: {} });
    await link.approves("佐藤 太郎");
    await s.operator("山田").does(acme, "resolve", { reason: "電話で確認した" });
    await s.time.passes("1m");
    s.then.operatorsWereTold("障害二次対応");
    s.then.mails(subject("障害二次対応のご承認の確認"), "sato");
    const nobody = "00000000-0000-4000-8000-000000000000";
    const answers = async (run: string, path: string, answer: string) => {
      const { status, body } = await s.secondary.asks(acme, "answer", { run, path, answer });
      const fields = (body.errors as { path: string }[] | undefined)?.map((error) => error.path);
      return [status, body.code, ...(fields ?? [])];
    };
    expect(await answers(nobody, "steps[0]", "yes")).toEqual([409, "no_runbook_running"]);
    await s.secondary.does(acme, "begin");
    await s.time.settle();
    s.then.operatorsWereTold("手順書の回答待ち");
    const run = (await s.runbooks.rows(acme))[0]!.id;
    expect(await answers(nobody, "steps[0]", "yes")).toEqual([409, "no_runbook_running"]);
    expect(await answers(run, "steps[1]", "yes")).toEqual([409, "not_asked"]);
    expect(await answers(run, "steps[0]", "perhaps")).toEqual([400, "invalid_input", "answer"]);
    const both = await Promise.all([answers(run, "steps[0]", "yes"), answers(run, "steps[0]", "yes")]);
    expect(both.map(([status]) => status).sort()).toEqual([200, 409]);
    await s.time.settle();
    s.then.operatorsWereTold("手順書の回答待ち");
    const { id } = await s.secondary.rowOf(acme);
    await s.secondary.does(acme, "answer", { run, path: "steps[0].yes[0]", answer: "yes", note: "夜間" });
    await s.time.passes("30s");
    expect(await s.secondary.stateOf(acme)).toBe("verified");
    s.then.operatorsWereTold("障害二次対応");
    await s.then.timelineSays(
      acme,
      "手順「再起動してよい」: 当番 一郎 が「はい」と回答しました",
      "手順「電源を入れ直す」: 当番 一郎 が「完了」と回答しました（夜間）",
    );
    const audit = await s.engine.database.db.select().from(auditLog).orderBy(auditLog.id);
    expect(audit.filter(({ action }) => action === "answerSecondary").map(({ outcome }) => outcome)).toEqual(
      expect.arrayContaining(["refused", "done"]),
    );
    expect(audit.filter(({ action }) => action === "answerSecondary").at(-1)).toMatchObject({
      person: "当番 一郎",
      detail: { secondary: id, path: "steps[0].yes[0]", answer: "yes" },
    });
    expect(await answers(run, "steps[0].yes[0]", "yes")).toEqual([409, "no_runbook_running"]);
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

describe.skipIf(skippedWithoutSshd)("a secondary response while no worker is there", () => {
  const s = scenario({ runbooks: [mendService], cachedWorkflows: 0 });
  const { web, proposed } = proposing(s);

  it("[R5.7] [RA2] ended before its runbook could begin: nothing is run", async () => {
    const { acme, link } = await proposed();
    await link.approves("佐藤 太郎");
    await s.time.settle();
    s.then.operatorsWereTold("障害二次対応");
    s.then.mails(subject("障害二次対応のご承認の確認"), "sato");
    await s.engine.workers.stop();
    await s.secondary.does(acme, "begin");
    await s.secondary.does(acme, "abort", { reason: "別の作業中" });
    await s.engine.workers.start();
    await s.time.settle();
    expect(await web.ledger()).toEqual([]);
    expect(await s.secondary.stateOf(acme)).toBe("failed");
    s.then.operatorsWereTold("障害二次対応");
    s.then.nothingElseWasSent();
  });
});
