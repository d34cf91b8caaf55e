import { describe, expect, it } from "vitest";
import { eq } from "../db/drizzle.ts";
import { addPerson } from "../db/people/people.ts";
import { approvalLinks, auditLog, secondaryResponses } from "../db/schema/index.ts";
import { agreedTime } from "../domain/words/times.ts";
import type { GivenCustomer } from "./harness/given.ts";
import { scenario } from "./harness/index.ts";

// No workflow is kept in memory, so every step of every story here is also a replay of all before it.
const s = scenario({ cachedWorkflows: 0 });
const subject = (ending: string) => `【web01】 HTTP警報 ${ending}`;
const proposed = subject("障害二次対応のご提案");
const again = subject("障害二次対応のご提案（再送）");
const heardOnPhone = subject("障害二次対応へのお電話でのご承認について");
const heardEarly = subject("障害二次対応の早めの開始について");
const confirmed = subject("障害二次対応のご承認の確認");
const proposal = {
  summary: "ディスクの空きを増やすため、古いログを移動します。",
  plan: "ログを別のディスクへ移動し、アプリケーションを再起動します。",
  risk: "再起動の間、1分ほど応答しません。",
  steps: ["ログを移動する", "アプリケーションを再起動する"],
  estimateMinutes: 90,
  priceNote: "契約の範囲内です。",
};

async function alarm(plan = "professional"): Promise<GivenCustomer> {
  const calendar = { businessHours: "Mon-Sun 00:00-24:00", holidays: "none" };
  const acme = await s.given.customer("acme", { notify: { mail: ["sato"] }, plan, calendar });
  await s.when.alertFires(acme, "web01", "HTTP");
  await s.time.settle();
  s.then.mails(subject("").replace("警報 ", "警報発生のご連絡"), "sato");
  return acme;
}

async function asked(given: object = {}) {
  const acme = await alarm();
  await s.operator("山田").does(acme, "secondary", { ...proposal, ...given });
  await s.time.settle();
  const [mail] = s.then.mails(proposed, "sato");
  return { acme, mail: mail!, link: s.secondary.link(mail) };
}

/** A moment just before this many days have passed. */
const dayAfter = (days: number) => new Date(s.engine.temporal.now().getTime() + days * 86_400_000 - 60_000);

describe("a customer answers by the link in the mail", () => {
  it("[R5.7] reads exactly what is agreed to, agrees, and it is done by hand, reported and closed", async () => {
    const { acme, mail, link } = await asked();
    for (const part of [proposal.summary, proposal.plan, proposal.risk, "2. アプリケーションを再起動する"])
      expect(mail.text).toContain(part);
    expect(mail.text).toContain("約1時間30分");
    const page = await link.opens();
    expect(page.status).toBe(200);
    for (const part of [proposal.summary, proposal.plan, proposal.risk, proposal.priceNote])
      expect(page.text).toContain(part);
    const done = await link.approves("佐藤 太郎", "夜間でお願いします");
    expect(done.text).toContain("ご承認を承りました");
    expect(done.text).toContain("佐藤 太郎 様");
    await s.time.settle();
    s.then.operatorsWereTold("障害二次対応");
    const [confirmation] = s.then.mails(confirmed, "sato");
    expect(confirmation?.text).toContain("承認（佐藤 太郎 様、メールのリンク）");
    await s.secondary.does(acme, "begin");
    await s.secondary.does(acme, "steps", { step: 1, done: true });
    await s.secondary.does(acme, "steps", { step: 2, done: true, note: "21時に実施" });
    await s.secondary.does(acme, "steps", { step: 3, done: true });
    expect(await s.secondary.stateOf(acme)).toBe("verified");
    await s.secondary.does(acme, "report");
    await s.time.settle();
    const [report] = s.then.mails(subject("障害二次対応のご報告"), "sato");
    expect(report?.text).toContain("・アプリケーションを再起動する: 実施（21時に実施）");
    await s.secondary.does(acme, "close");
    await s.time.settle();
    await s.then.shows(acme, {
      secondary: {
        state: "closed",
        decidedBy: "customer:佐藤 太郎",
        decidedThrough: "link",
        decisionNote: "夜間でお願いします",
        proposedBy: "山田",
        result: { succeeded: true },
      },
    });
    await s.then.timelineSays(
      acme,
      ...["復旧作業を提案しました（宛先: 佐藤 太郎", "佐藤 太郎様がメールのリンクで復旧作業を承認しました"],
      ...["復旧作業を開始しました", "手順1「ログを移動する」を実施しました", "正常を確認しました"],
      ...["結果を報告しました", "復旧作業を終了しました"],
    );
    s.then.nothingElseWasSent();
    await s.secondary.canBeReplayed(acme, { savedAs: "secondary-agreed-by-link" });
  });

  it("[R5.7] opening the link decides nothing, however often: mail scanners open it, too", async () => {
    const { acme, link } = await asked();
    for (const method of ["HEAD", "GET", "GET", "HEAD"] as const) {
      const page = await link.opens(method);
      expect(page.status).toBe(200);
      expect(page.headers.get("cache-control")).toBe("no-store");
      expect(page.headers.get("referrer-policy")).toBe("no-referrer");
      expect(page.headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src 'sha256-/);
    }
    await s.time.settle();
    expect(await s.secondary.stateOf(acme)).toBe("proposed");
    s.then.nothingElseWasSent();
  });

  it("[R5.7] a second answer changes nothing and shows the first: who, when, what", async () => {
    const { acme, link } = await asked();
    const seen = link.hidden(await link.opens());
    await link.approves("佐藤 太郎");
    const replayed = await link.sends({ name: "偽の人", note: "", decision: "decline", seen });
    expect(replayed.status).toBe(200);
    expect(replayed.text).toContain("ご回答済みです");
    expect(replayed.text).toContain("佐藤 太郎 様");
    expect(replayed.text).not.toContain("偽の人");
    await s.time.settle();
    expect((await s.secondary.rowOf(acme)).record.decision).toMatchObject({
      approved: true,
      by: "customer:佐藤 太郎",
    });
    s.then.operatorsWereTold("障害二次対応");
    s.then.mails(confirmed, "sato");
    s.then.nothingElseWasSent();
  });

  it("[R5.7] two answers at the same moment: one counts, both hear it", async () => {
    const { acme, link } = await asked();
    const seen = link.hidden(await link.opens());
    const pages = await Promise.all([
      link.sends({ name: "佐藤 太郎", note: "", decision: "approve", seen }),
      link.sends({ name: "鈴木 花子", note: "", decision: "decline", seen }),
    ]);
    const { decision } = (await s.secondary.rowOf(acme)).record;
    const name = decision?.by.replace("customer:", "") ?? "";
    for (const page of pages) expect(page.text).toContain(`${name} 様`);
    await s.time.settle();
    s.then.operatorsWereTold("障害二次対応");
    s.then.mails(decision?.approved ? confirmed : subject("障害二次対応の辞退の確認"), "sato");
    s.then.nothingElseWasSent();
  });

  it("[R5.7] declines: nothing is done, and everybody hears so", async () => {
    const { acme, link } = await asked();
    expect((await link.declines("佐藤 太郎", "今回は見送ります")).text).toContain("辞退を承りました");
    await s.time.settle();
    s.then.operatorsWereTold("障害二次対応");
    const [mail] = s.then.mails(subject("障害二次対応の辞退の確認"), "sato");
    expect(mail?.text).toContain("備考: 今回は見送ります");
    expect(await s.secondary.asks(acme, "begin")).toMatchObject({
      status: 409,
      body: { code: "secondary_ended" },
    });
    s.then.nothingElseWasSent();
    await s.secondary.canBeReplayed(acme, { savedAs: "secondary-declined" });
  });

  it("[R5.7] [RA3] without a name, a decision or what was shown, it asks again and keeps what was typed", async () => {
    const { acme, link } = await asked();
    const unnamed = await link.sends({ name: " ", note: "メモ", decision: "approve" });
    expect(unnamed.status).toBe(400);
    expect(unnamed.text).toContain("お名前を入力してください");
    expect(unnamed.text).toContain("メモ");
    const faulty: Record<string, string>[] = [
      { name: "佐藤", note: "" },
      { name: "佐藤", note: "", decision: "approve", seen: "0".repeat(64) },
      { name: "佐".repeat(101), note: "", decision: "approve" },
    ];
    for (const fields of faulty) expect((await link.sends(fields)).status).toBe(400);
    expect(await s.secondary.stateOf(acme)).toBe("proposed");
  });

  it("[R5.7] a form on a foreign page decides nothing", async () => {
    const { acme, link } = await asked();
    const forged = { name: "佐藤", note: "", decision: "approve" };
    const foreign: Record<string, string>[] = [
      { origin: "https://evil.example" },
      { "sec-fetch-site": "cross-site" },
    ];
    for (const headers of foreign) expect((await link.sends(forged, headers)).status).toBe(403);
    expect(await s.secondary.stateOf(acme)).toBe("proposed");
    // As browsers send it from a page without a referrer.
    const own = { origin: "null", "sec-fetch-site": "same-origin" };
    expect((await link.sends(forged, own)).status).toBe(200);
    await s.time.settle();
    s.then.operatorsWereTold("障害二次対応");
    s.then.mails(confirmed, "sato");
  });

  it("[R5.7] an altered proposal makes the link void; an unknown link says what to do", async () => {
    const { acme, link } = await asked();
    const seen = link.hidden(await link.opens());
    const { id, record } = await s.secondary.rowOf(acme);
    const altered = { ...record, proposal: { ...record.proposal, priceNote: "100万円" } };
    await s.engine.database.db
      .update(secondaryResponses)
      .set({ record: altered })
      .where(eq(secondaryResponses.id, id));
    for (const page of [await link.opens(), await link.sends({ name: "佐藤", decision: "approve", seen })]) {
      expect(page.status).toBe(410);
      expect(page.text).toContain("このリンクは無効です");
      expect(page.text).not.toContain("100万円");
    }
    expect(await s.secondary.stateOf(acme)).toBe("proposed");
    const unknown = await fetch(link.url.slice(0, -1) + (link.url.endsWith("A") ? "B" : "A"));
    expect(unknown.status).toBe(404);
    expect(await unknown.text()).toContain("このリンクは使えません");
  });

  it("[R5.7] the link is only in the mail: not in rows, histories or answers", async () => {
    const { acme, link } = await asked();
    await link.approves("佐藤 太郎");
    await s.time.settle();
    s.then.operatorsWereTold("障害二次対応");
    s.then.mails(confirmed, "sato");
    const { id, incident } = await s.secondary.rowOf(acme);
    const history = await s.engine.temporal.client.workflow.getHandle(`secondary/${id}`).fetchHistory();
    const answer = await fetch(`${s.engine.url}/api/incidents/${incident}`, {
      headers: { authorization: `Bearer ${s.engine.operatorToken}` },
    });
    const { sql, db } = s.engine.database;
    const tables = await sql<{ name: string }[]>`
      select table_name as name from information_schema.tables where table_schema = 'public'`;
    for (const { name } of tables) {
      const rows = await sql`select t::text as text from ${sql(name)} t`;
      for (const { text } of rows) expect(text).not.toContain(link.token);
    }
    expect(await db.$count(approvalLinks)).toBeGreaterThan(0);
    expect(JSON.stringify(history)).not.toContain(link.token);
    expect(Buffer.from(JSON.stringify(history)).toString("latin1")).not.toContain(
      btoa(link.token).slice(0, 20),
    );
    expect(await answer.text()).not.toContain(link.token);
  });
});

describe("a customer answers otherwise", () => {
  it("[R5.7] by the API, with its own token; another customer's finds nothing", async () => {
    const { acme } = await asked();
    const other = await s.given.customer("other", { notify: { mail: ["ito"] } });
    const { number } = await s.then.incident(acme);
    const stranger = await tokenOf("よその人", other.id);
    const own = await tokenOf("佐藤 太郎", acme.id);
    expect((await s.secondary.asks(acme, "approve", {}, stranger)).status).toBe(404);
    expect((await s.secondary.asks(acme, "begin", {}, own)).status).toBe(403);
    expect(await s.secondary.asks(acme, "approve", { note: "お願いします" }, own)).toMatchObject({
      status: 200,
      body: { state: "approved", decidedThrough: "api", decidedBy: "customer:佐藤 太郎" },
    });
    expect(await s.secondary.asks(acme, "decline", {}, own)).toMatchObject({
      status: 409,
      body: { code: "already_decided" },
    });
    await s.time.settle();
    s.then.operatorsWereTold("障害二次対応");
    s.then.mails(confirmed, "sato");
    s.then.nothingElseWasSent();
    const acts = await s.engine.database.db
      .select()
      .from(auditLog)
      .where(eq(auditLog.incident, number))
      .orderBy(auditLog.id);
    expect(acts.map(({ person, action, outcome }) => [person, action, outcome])).toContainEqual([
      ...["佐藤 太郎", "approveSecondary", "done"],
    ]);
  });

  it("[R5.7] on the telephone: one operator writes down who agreed, and another one confirms it", async () => {
    const { acme } = await asked();
    expect(await s.secondary.asks(acme, "approve", {})).toMatchObject({
      status: 400,
      body: { errors: [{ path: "name" }] },
    });
    expect(await s.secondary.does(acme, "approve", { name: "佐藤 太郎" })).toMatchObject({
      state: "proposed",
      decidedBy: null,
      heard: { to: "approve", by: "customer:佐藤 太郎", heardBy: "当番 一郎" },
    });
    await s.time.settle();
    s.then.operatorsWereTold("障害二次対応");
    const [told] = s.then.mails(heardOnPhone, "sato");
    expect(told?.text).toContain("佐藤 太郎 様（お電話を受けた担当者: 当番 一郎）");
    expect(await s.secondary.asks(acme, "approve", { name: "佐藤 太郎" })).toMatchObject({
      status: 409,
      body: { code: "second_person_needed" },
    });
    expect(await s.secondary.does(acme, "approve", {}, await s.operator("鈴木").token)).toMatchObject({
      state: "approved",
      decidedThrough: "phone",
      decidedBy: "customer:佐藤 太郎",
      heard: null,
      recordedBy: "当番 一郎",
      confirmedBy: "鈴木",
    });
    await s.time.settle();
    const [mail] = s.then.mails(confirmed, "sato");
    expect(mail?.text).toContain("承認（佐藤 太郎 様、お電話）");
    expect(mail?.text).toContain("お電話を受けた担当者: 当番 一郎、確認した担当者: 鈴木");
    await s.then.timelineSays(
      acme,
      "佐藤 太郎様が電話で復旧作業を承認したと当番 一郎が記録しました",
      "佐藤 太郎様が電話で復旧作業を承認しました（記録: 当番 一郎、確認: 鈴木）",
    );
    s.then.nothingElseWasSent();
    await s.secondary.canBeReplayed(acme, { savedAs: "secondary-agreed-by-phone" });
  });

  it("[R5.7] one operator alone at night cannot agree for a customer and read their files: whom the rule names hears of it, and their link ends it", async () => {
    const acme = await alarm();
    const own = { ...proposal, agreedBy: "佐藤 太郎", to: ["ito"] };
    await s.operator("山田").does(acme, "secondary", own);
    await s.time.settle();
    s.then.operatorsWereTold("障害二次対応");
    const mails = s.then.mails(heardOnPhone, "ito", "sato");
    const alone = await s.operator("山田").token;
    for (const [what, code] of [
      ["approve", "second_person_needed"],
      ["begin", "not_agreed"],
    ] as const)
      expect(await s.secondary.asks(acme, what, {}, alone)).toMatchObject({ status: 409, body: { code } });
    await s.secondary.temporalUi(acme, "begin", { by: "鈴木" }).catch(() => undefined);
    await expect(
      s.secondary.temporalUi(acme, "approve", { by: "鈴木", name: "佐藤 太郎" }),
    ).rejects.toThrow();
    expect(await s.secondary.stateOf(acme)).toBe("proposed");
    const sato = mails.find(({ to }) => to.join().includes("sato"));
    const link = s.secondary.link(sato);
    expect((await link.opens()).text).toContain(
      "お電話で佐藤 太郎 様からご承認をいただいたとの記録があります",
    );
    await link.declines("佐藤 太郎", "電話はしていません");
    await s.time.settle();
    s.then.operatorsWereTold("障害二次対応");
    s.then.mails(subject("障害二次対応の辞退の確認"), "ito", "sato");
    expect(await s.secondary.asks(acme, "approve", {}, await s.operator("鈴木").token)).toMatchObject({
      status: 409,
      body: { code: "already_decided" },
    });
    s.then.nothingElseWasSent();
  });

  it("[R5.7] agreed before it was proposed, on the telephone: the link is asked, and it goes on at once", async () => {
    const acme = await alarm();
    await s.operator("山田").does(acme, "secondary", { ...proposal, agreedBy: "佐藤 太郎" });
    await s.time.settle();
    s.then.operatorsWereTold("障害二次対応");
    const [mail] = s.then.mails(heardOnPhone, "sato");
    for (const part of [proposal.summary, proposal.plan, proposal.risk]) expect(mail?.text).toContain(part);
    await s.secondary.link(mail).approves("佐藤 太郎");
    await s.time.settle();
    s.then.operatorsWereTold("障害二次対応");
    s.then.mails(confirmed, "sato");
    expect(await s.secondary.stateOf(acme)).toBe("approved");
    s.then.nothingElseWasSent();
  });

  it("[R5.7] nobody confirms what was heard: the customer is reminded, then it expires", async () => {
    const { acme } = await asked();
    await s.secondary.does(acme, "approve", { name: "佐藤 太郎" });
    await s.time.passes("1d");
    s.then.operatorsWereTold("障害二次対応");
    s.then.mails(heardOnPhone, "sato");
    const [reminder] = s.then.mails(again, "sato");
    expect(reminder?.text).toContain("お電話でのご承認の確認がとれておりません");
    await s.time.passes("6d");
    s.then.mails(again, "sato");
    s.then.mails(subject("障害二次対応のご提案の期限切れ"), "sato");
    s.then.operatorsWereTold("障害二次対応");
    await s.then.timelineSays(acme, "佐藤 太郎様の電話での承認が期限までに確認されなかったため");
    expect(await s.secondary.asks(acme, "approve", {}, await s.operator("鈴木").token)).toMatchObject({
      status: 409,
      body: { code: "proposal_expired" },
    });
    s.then.nothingElseWasSent();
  });

  it("[R5.7] [RA4] from the Temporal UI, where nobody is identified, a heard answer is told to the customer but does not count", async () => {
    const { acme } = await asked();
    await s.secondary.temporalUi(acme, "approve", { by: "山田", name: "佐藤 太郎" });
    await s.time.settle();
    s.then.operatorsWereTold("障害二次対応");
    s.then.mails(heardOnPhone, "sato");
    await s.then.shows(acme, { secondary: { state: "proposed", heard: { heardBy: "山田（未確認）" } } });
    await s.secondary.does(acme, "approve", {}, await s.operator("山田").token);
    expect(await s.secondary.stateOf(acme)).toBe("proposed");
    await s.time.settle();
    s.then.operatorsWereTold("障害二次対応");
    s.then.mails(heardOnPhone, "sato");
    await s.secondary.does(acme, "approve", {}, await s.operator("鈴木").token);
    await s.time.settle();
    s.then.mails(confirmed, "sato");
    await s.then.shows(acme, { secondary: { state: "approved", recordedBy: "山田", confirmedBy: "鈴木" } });
    await expect(s.secondary.temporalUi(acme, "close", { by: "山田" })).rejects.toThrow();
  });

  it("[R5.7] proposed to others alone by an earlier version: whom the rule names hears of what is agreed", async () => {
    const { acme } = await asked();
    const { id, record } = await s.secondary.rowOf(acme);
    await s.engine.database.db
      .update(secondaryResponses)
      .set({ record: { ...record, to: ["ito"] } })
      .where(eq(secondaryResponses.id, id));
    await s.secondary.does(acme, "approve", { name: "佐藤 太郎" });
    await s.time.settle();
    s.then.operatorsWereTold("障害二次対応");
    for (const mail of s.then.mails(heardOnPhone, "ito", "sato"))
      expect((await s.secondary.link(mail).opens()).status).toBe(200);
    s.then.nothingElseWasSent();
  });

  it("[R5.7] agreed on the telephone before two were needed: it stays agreed", async () => {
    const { acme } = await asked();
    const { id, record } = await s.secondary.rowOf(acme);
    const decision = {
      by: "customer:佐藤 太郎",
      through: "phone",
      note: null,
      recordedBy: "当番 一郎",
    } as const;
    const before = {
      ...record,
      ...({ state: "approved", decision: { ...decision, approved: true, at: record.proposedAt } } as const),
    };
    delete before.heard;
    await s.engine.database.db
      .update(secondaryResponses)
      .set({ record: before, state: "approved" })
      .where(eq(secondaryResponses.id, id));
    expect(await s.secondary.does(acme, "begin")).toMatchObject({ state: "running", confirmedBy: null });
    await s.time.settle();
    s.then.mails(confirmed, "sato");
    s.then.nothingElseWasSent();
  });

  it("[R5.7] [RA2] while Temporal is away: the answer is taken, and what follows comes later", async () => {
    const { acme, link } = await asked();
    s.engine.temporal.outage.isOn = true;
    expect((await link.approves("佐藤 太郎")).text).toContain("ご承認を承りました");
    expect(await s.secondary.stateOf(acme)).toBe("approved");
    await s.time.outageEnds();
    await s.time.settle();
    s.then.operatorsWereTold("障害二次対応");
    s.then.mails(confirmed, "sato");
    s.then.nothingElseWasSent();
  });
});

describe("nobody answers", () => {
  it("[R5.7] is reminded twice, then it expires, and the link says so", async () => {
    const { acme, link } = await asked();
    await s.time.passes("1d");
    const [reminder] = s.then.mails(again, "sato");
    expect(s.secondary.link(reminder).url).toBe(link.url);
    await s.time.passes("5d");
    s.then.mails(again, "sato");
    await s.time.passes("1d");
    s.then.mails(subject("障害二次対応のご提案の期限切れ"), "sato");
    s.then.operatorsWereTold("障害二次対応");
    expect(await s.secondary.stateOf(acme)).toBe("expired");
    const late = await link.opens();
    expect(late.status).toBe(410);
    expect(late.text).toContain("回答期限を過ぎています");
    expect(await s.secondary.asks(acme, "approve", { name: "佐藤" })).toMatchObject({
      status: 409,
      body: { code: "proposal_expired" },
    });
    s.then.nothingElseWasSent();
    await s.secondary.canBeReplayed(acme, { savedAs: "secondary-expired" });
  });

  it("[R5.7] agreed in time, and told to Temporal after it: it neither reminds nor expires", async () => {
    const { acme, link } = await asked();
    s.engine.temporal.outage.isOn = true;
    await link.approves("佐藤 太郎");
    await s.time.passes("8d");
    await s.time.outageEnds();
    await s.time.settle();
    expect(await s.secondary.stateOf(acme)).toBe("approved");
    s.then.operatorsWereTold("障害二次対応");
    s.then.mails(confirmed, "sato");
    s.then.nothingElseWasSent();
  });

  it("[R5.7] an operator withdraws it: the customer hears why, and the link says so", async () => {
    const { acme, link } = await asked();
    await s.secondary.does(acme, "withdraw", { reason: "復旧したため" });
    await s.time.settle();
    const [mail] = s.then.mails(subject("障害二次対応のご提案の取り下げ"), "sato");
    expect(mail?.text).toContain("復旧したため");
    const page = await link.approves("佐藤 太郎");
    expect([page.status, page.text.includes("取り下げられました")]).toEqual([410, true]);
    s.then.nothingElseWasSent();
  });
});

describe("work that was agreed for a time", () => {
  it("[R5.7] by hand: operators are told when the time has come, not before", async () => {
    const { acme, link } = await asked({ scheduledAt: dayAfter(2).toISOString() });
    await link.approves("佐藤 太郎");
    await s.time.passes("1d");
    s.then.operatorsWereTold("障害二次対応");
    s.then.mails(confirmed, "sato");
    s.then.nothingElseWasSent();
    expect(await s.secondary.stateOf(acme)).toBe("scheduled");
    expect(await s.secondary.asks(acme, "begin")).toMatchObject({
      status: 409,
      body: { code: "too_early" },
    });
    expect(await s.secondary.asks(acme, "schedule", { at: dayAfter(91).toISOString() })).toMatchObject({
      status: 400,
      body: { errors: [{ path: "at" }] },
    });
    const at = dayAfter(3);
    await s.secondary.does(acme, "schedule", { at: at.toISOString() });
    await s.time.settle();
    const [mail] = s.then.mails(subject("障害二次対応の実施日時のご連絡"), "sato");
    expect(mail?.text).toContain(agreedTime(at, "Asia/Tokyo"));
    await s.time.passes("2d");
    s.then.nothingElseWasSent();
    await s.time.passes("1d");
    s.then.operatorsWereTold("障害二次対応");
    await s.secondary.does(acme, "begin");
    await s.secondary.does(acme, "steps", { step: 1, done: true });
    await s.secondary.does(acme, "steps", { step: 2, done: false, note: "再起動できません" });
    await s.secondary.does(acme, "steps", { step: 3, done: false });
    await s.time.settle();
    s.then.operatorsWereTold("障害二次対応");
    await s.then.shows(acme, { secondary: { state: "failed", result: { succeeded: false } } });
    s.then.nothingElseWasSent();
    await s.secondary.canBeReplayed(acme, { savedAs: "secondary-scheduled-and-failed" });
  });

  it("[R5.7] put off in time, and told to Temporal after it: operators are not told of the old time", async () => {
    const { acme, link } = await asked({ scheduledAt: dayAfter(2).toISOString() });
    await link.approves("佐藤 太郎");
    await s.time.passes("1d");
    s.then.operatorsWereTold("障害二次対応");
    s.then.mails(confirmed, "sato");
    s.engine.temporal.outage.isOn = true;
    await s.secondary.does(acme, "schedule", { at: dayAfter(3).toISOString() });
    await s.time.passes("2d");
    await s.time.outageEnds();
    await s.time.settle();
    s.then.mails(subject("障害二次対応の実施日時のご連絡"), "sato");
    s.then.nothingElseWasSent();
    await s.time.passes("1d");
    s.then.operatorsWereTold("障害二次対応");
    s.then.nothingElseWasSent();
  });

  async function agreedForLater() {
    const { acme, link } = await asked({ scheduledAt: dayAfter(2).toISOString() });
    await link.approves("佐藤 太郎");
    await s.time.settle();
    s.then.operatorsWereTold("障害二次対応");
    s.then.mails(confirmed, "sato");
    return { acme, link };
  }

  it("[R5.7] begun early if one operator heard the customer agree and another confirms it", async () => {
    const { acme } = await agreedForLater();
    expect(await s.secondary.asks(acme, "schedule", { at: dayAfter(1).toISOString() })).toMatchObject({
      status: 400,
      body: { errors: [{ path: "at" }] },
    });
    expect(await s.secondary.does(acme, "begin", { agreedBy: "佐藤 太郎" })).toMatchObject({
      state: "scheduled",
      begunAt: null,
      heard: { to: "begin", heardBy: "当番 一郎" },
    });
    await s.time.settle();
    s.then.operatorsWereTold("障害二次対応");
    s.then.mails(heardEarly, "sato");
    expect(await s.secondary.asks(acme, "begin", { agreedBy: "佐藤 太郎" })).toMatchObject({
      status: 409,
      body: { code: "second_person_needed" },
    });
    await s.secondary.does(acme, "begin", {}, await s.operator("鈴木").token);
    expect(await s.secondary.stateOf(acme)).toBe("running");
    await s.time.settle();
    const [mail] = s.then.mails(subject("障害二次対応の開始のご連絡"), "sato");
    expect(mail?.text).toContain("お電話、受けた担当者: 当番 一郎、確認した担当者: 鈴木");
    await s.then.timelineSays(
      acme,
      "佐藤 太郎様の同意により、予定の日時を待たずに復旧作業を開始しました（記録: 当番 一郎、確認: 鈴木）",
    );
    s.then.nothingElseWasSent();
  });

  it("[R5.7] begun early by the customer's link, if an operator is alone", async () => {
    const { acme, link } = await agreedForLater();
    const { digest } = await linkOf(acme);
    await s.secondary.does(acme, "begin", { agreedBy: "佐藤 太郎" });
    await s.time.settle();
    s.then.operatorsWereTold("障害二次対応");
    s.then.mails(heardEarly, "sato");
    expect((await link.opens()).text).toContain("予定の日時を待たずに始めることに");
    // The proposal's form, sent again, agrees to nothing else.
    const before = { decision: "approve", seen: digest, note: "", name: "佐藤 太郎" };
    expect((await link.sends(before)).status).toBe(400);
    expect((await link.approves("佐藤 太郎")).text).toContain("ご同意を承りました");
    await s.time.settle();
    s.then.operatorsWereTold("障害二次対応");
    s.then.mails(subject("障害二次対応の開始のご連絡"), "sato");
    await s.then.shows(acme, { secondary: { state: "running", begunBy: "customer:佐藤 太郎" } });
    expect((await link.opens()).text).toContain("ご回答済みです");
    s.then.nothingElseWasSent();
  });

  it("[R5.7] waits for its time if the customer answers by the link that they did not agree", async () => {
    const { acme, link } = await agreedForLater();
    await s.secondary.does(acme, "begin", { agreedBy: "佐藤 太郎" });
    await s.time.settle();
    s.then.operatorsWereTold("障害二次対応");
    s.then.mails(heardEarly, "sato");
    await link.declines("佐藤 太郎", "夜間のままで");
    await s.time.settle();
    s.then.operatorsWereTold("障害二次対応");
    await s.then.shows(acme, { secondary: { state: "scheduled", begunAt: null, heard: null } });
    expect(await s.secondary.asks(acme, "begin", {}, await s.operator("鈴木").token)).toMatchObject({
      status: 409,
      body: { code: "too_early" },
    });
    await s.then.timelineSays(acme, "今すぐ始めることには同意していないと回答しました");
    s.then.nothingElseWasSent();
  });

  it("[R5.7] nobody has agreed by then: it has expired, and nothing is begun", async () => {
    const { acme } = await asked({ scheduledAt: dayAfter(1).toISOString() });
    await s.time.passes("2d");
    expect(await s.secondary.stateOf(acme)).toBe("expired");
    s.then.mails(again, "sato");
    s.then.mails(subject("障害二次対応のご提案の期限切れ"), "sato");
    s.then.operatorsWereTold("障害二次対応");
    s.then.nothingElseWasSent();
  });
});

describe("the same workflow with other steps", () => {
  it("[R5.7] a vendor inquiry: ticket, next date, a reminder when it comes, the answer, the report", async () => {
    const acme = await alarm();
    const vendor = { kind: "vendor-inquiry", vendor: "株式会社ベンダー", agreedBy: "佐藤 太郎" };
    await s.operator("山田").does(acme, "secondary", { summary: "原因を問い合わせます。", ...vendor });
    await s.time.settle();
    s.then.operatorsWereTold("障害二次対応");
    s.then.mails(subject("ベンダーへの問い合わせへのお電話でのご承認について"), "sato");
    await s.secondary.does(acme, "approve");
    await s.time.settle();
    s.then.mails(subject("ベンダーへの問い合わせのご承認の確認"), "sato");
    await s.secondary.does(acme, "vendor", { ticket: "T-1001", nextAt: dayAfter(1).toISOString() });
    await s.time.passes("1d");
    s.then.operatorsWereTold("障害二次対応");
    await s.secondary.does(acme, "vendor", { nextAt: dayAfter(1).toISOString() });
    await s.time.passes("1d");
    s.then.operatorsWereTold("障害二次対応");
    await s.secondary.does(acme, "vendor", { answer: "ファームウェアの不具合です。" });
    await s.secondary.does(acme, "report");
    await s.time.settle();
    const [report] = s.then.mails(subject("ベンダーへの問い合わせのご報告"), "sato");
    expect(report?.text).toContain("受付番号: T-1001");
    expect(report?.text).toContain("回答: ファームウェアの不具合です。");
    await s.secondary.does(acme, "close");
    await s.time.settle();
    s.then.nothingElseWasSent();
    await s.secondary.canBeReplayed(acme, { savedAs: "secondary-vendor-inquiry" });
  });

  it("[R5.7] a cause analysis: only after the recovery, also when the incident is closed", async () => {
    const acme = await alarm();
    const analysis = { kind: "cause-analysis", summary: "原因を調査します。", agreedBy: "佐藤 太郎" };
    expect(await s.operator("山田").asks(acme, "secondary", analysis)).toMatchObject({
      status: 409,
      body: { code: "not_recovered" },
    });
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("1m");
    s.then.mails("【web01】 HTTP警報復旧のご連絡", "sato");
    await s.then.shows(acme, { state: "closed" });
    await s.operator("山田").does(acme, "secondary", analysis);
    await s.time.settle();
    s.then.operatorsWereTold("障害二次対応");
    s.then.mails(subject("原因調査へのお電話でのご承認について"), "sato");
    await s.secondary.does(acme, "approve");
    await s.time.settle();
    s.then.mails(subject("原因調査のご承認の確認"), "sato");
    await s.secondary.does(acme, "begin");
    for (const step of [1, 2, 3]) await s.secondary.does(acme, "steps", { step, done: true });
    expect(await s.secondary.asks(acme, "report")).toMatchObject({
      status: 400,
      body: { errors: [{ path: "body" }] },
    });
    await s.secondary.does(acme, "report", { body: "接続数の上限に達していました。" });
    await s.time.settle();
    const [report] = s.then.mails(subject("原因調査のご報告"), "sato");
    expect(report?.text).toContain("接続数の上限に達していました。");
    await s.secondary.does(acme, "close");
    await s.time.settle();
    await s.then.timelineSays(acme, "終了しました", "原因調査を提案しました", "原因調査を終了しました");
    s.then.nothingElseWasSent();
  });
});

describe("a plan without secondary response", () => {
  it.each([
    ["basic", "Basicプランには障害二次対応が含まれていません"],
    ["standard", "Standardプランには障害二次対応が含まれていません"],
  ])("[R1.5b] %s: refused in clear words, and nothing changes", async (plan, words) => {
    const acme = await alarm(plan);
    const answer = await s.operator("山田").asks(acme, "secondary", proposal);
    expect(answer).toMatchObject({ status: 403, body: { code: "plan_excludes" } });
    expect(answer.body.detail).toContain(words);
    await s.then.shows(acme, { secondary: null, secondaries: [] });
    await s.time.settle();
    s.then.nothingElseWasSent();
  });
});

describe("what goes wrong on the way", () => {
  it("[RA2] workers that are away while a customer answers: all that follows is done once they are back", async () => {
    const { acme, link } = await asked();
    await s.engine.workers.stop();
    await link.approves("佐藤 太郎");
    await s.engine.workers.start();
    await s.time.settle();
    s.then.operatorsWereTold("障害二次対応");
    s.then.mails(confirmed, "sato");
    expect(await s.secondary.stateOf(acme)).toBe("approved");
    s.then.nothingElseWasSent();
  });

  it("[RA2] somebody ends its workflow: whatever happens next takes it up again, and nothing is sent twice", async () => {
    const { acme, link } = await asked();
    const { id } = await s.secondary.rowOf(acme);
    await s.engine.temporal.client.workflow.getHandle(`secondary/${id}`).terminate("by mistake");
    await link.approves("佐藤 太郎");
    await s.time.settle();
    s.then.operatorsWereTold("障害二次対応");
    s.then.mails(confirmed, "sato");
    s.then.nothingElseWasSent();
  });

  it("[R5.7] an operator resolves the incident while its mail is still being tried: the mail goes out all the same", async () => {
    const acme = await alarm();
    s.engine.sandbox.mailbox.refusals.script("sato@customer.example", { kind: "temporary" }, 2);
    await s.operator("山田").does(acme, "secondary", proposal);
    await s.operator("山田").does(acme, "resolve", { reason: "電話で確認した" });
    await s.time.passes("5m");
    s.then.mails(proposed, "sato");
    s.then.nothingElseWasSent();
  });
});

async function linkOf(acme: GivenCustomer) {
  const { id } = await s.secondary.rowOf(acme);
  const [link] = await s.engine.database.db
    .select()
    .from(approvalLinks)
    .where(eq(approvalLinks.secondary, id));
  return link!;
}

async function tokenOf(name: string, customer: string): Promise<string> {
  const person = { name, role: "customer", customers: [customer], phone: null } as const;
  const { token } = await addPerson(s.engine.database.db, person, { token: true }, s.engine.temporal.now());
  return token ?? "";
}
