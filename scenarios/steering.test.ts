import { describe, expect, it } from "vitest";
import { eq } from "../db/drizzle.ts";
import { auditLog, timeline } from "../db/schema/index.ts";
import { scenario, sequential, simultaneous } from "./harness/index.ts";

const s = scenario();
const mailed = { notify: { mail: ["ito" as const], chat: ["ops" as const] } };
const alertSubject = "【web01】 HTTP警報発生のご連絡";
const fires = async (given: Parameters<typeof s.given.customer>[1]) => {
  const acme = await s.given.customer("acme", given);
  await s.when.alertFires(acme, "web01", "HTTP");
  await s.time.passes("10s");
  return acme;
};
const seenMail = () => s.then.mails(alertSubject, "ito");
const seenChat = (acme: { id: string }) => s.then.chatLines(`C-${acme.id}`, /発生/);

describe("who has it", () => {
  it("[RA1] an operator takes it; a second one is told who has it, unless they take it over", async () => {
    const acme = await fires(mailed);
    await s.operator("山田").does(acme, "take");
    const second = await s.operator("田中").asks(acme, "take");
    expect(second).toMatchObject({ status: 409, body: { code: "taken", detail: "山田が担当しています" } });
    await s.operator("田中").does(acme, "take", { from: "山田" });
    await s.then.shows(acme, { takenBy: "田中", phase: expect.stringContaining("担当: 田中") });
    await s.then.timelineSays(acme, "山田が担当します", "田中が山田から引き継ぎました");
    await s.operator("田中").does(acme, "notes", { text: "お客様へ連絡済み" });
    await s.operator("田中").does(acme, "mails", { to: ["sato"], subject: "続報", body: "調査中です。" });
    await s.operator("田中").does(acme, "chats", { to: ["ops"], text: "調査中です" });
    s.then.mails("続報", "sato");
    s.then.chatLines(`C-${acme.id}`, /発生/, /調査中です/);
    await s.then.canBeReplayed(acme, { savedAs: "taken-noted-and-told-by-operators" });
    seenMail();
    s.then.nothingElseWasSent();
  });

  it("[RA1] of two operators at the same moment one wins, and the other is told by whom", async () => {
    const acme = await fires(mailed);
    const answers = await Promise.all(["山田", "田中"].map((name) => s.operator(name).asks(acme, "take")));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    const [incident] = await s.then.incidents(acme);
    const refused = answers.find((answer) => answer.status === 409);
    expect(refused?.body.detail).toBe(`${incident?.takenBy}が担当しています`);
    seenMail();
    seenChat(acme);
  });

  it("[RA4] a request's name copied from another incident, or another act, identifies nobody", async () => {
    const [first, second, third] = [
      await fires({ notify: {} }),
      await fires({ notify: {} }),
      await fires({ notify: {} }),
    ];
    await s.operator("鈴木").does(first, "take");
    await s.operator("鈴木").does(third, "take");
    const log = await s.engine.database.db.select().from(auditLog).orderBy(auditLog.id);
    const [requestOfFirst, requestOfThird] = log.slice(-2).map(({ request }) => request ?? "");
    await s.temporalUi(second, "take", { by: "鈴木" }, requestOfFirst);
    await s.then.shows(second, { takenBy: "鈴木（未確認）" });
    await s.temporalUi(second, "recordNote", { by: "鈴木", text: "調査中" }, requestOfThird);
    const { number } = (await s.then.incidents(second))[0]!;
    const notes = await s.engine.database.db.select().from(timeline).where(eq(timeline.incident, number));
    expect(notes.filter(({ kind }) => kind === "note").map(({ actor }) => actor)).toEqual(["鈴木（未確認）"]);
  });

  it("[RA4] from the Temporal UI nobody is identified, and the name says so", async () => {
    const acme = await fires(mailed);
    await s.temporalUi(acme, "take", { by: "山田" });
    await s.temporalUi(acme, "acknowledge", { by: "田中" });
    await s.then.shows(acme, { takenBy: "山田（未確認）", acknowledgedBy: "田中（未確認）" });
    await expect(s.temporalUi(acme, "take", { by: "鈴木" })).rejects.toMatchObject({
      cause: { message: "山田（未確認）が担当しています" },
    });
    seenMail();
    seenChat(acme);
  });
});

describe("what an operator sends", () => {
  it("[R5.3.1] a mail: what was previewed is what is sent, and it is a first response", async () => {
    const acme = await fires({ rules: [{ match: {} }] });
    s.then.operatorsWereTold("振り分け待ち");
    const mail = { to: ["sato", "suzuki@customer.example"], subject: "状況のご連絡", body: "調査中です。" };
    await s.operator("山田").does(acme, "mails", mail);
    const [one] = s.then.mails("状況のご連絡", "sato", "suzuki");
    expect(one?.text.trim()).toBe("調査中です。");
    await s.then.shows(acme, { slo: { firstResponse: "mail", result: "met" } });
    await s.then.dispatches(
      acme,
      ...["mail sato operator: sent", "mail suzuki operator: sent"],
      ...["chat operators:chat operator: sent", "mail operators:mail operator: sent"],
    );
    await s.then.timelineSays(acme, "メールの送信を指示しました（宛先: sato、suzuki）");
    s.then.nothingElseWasSent();
  });

  it("[R5.3.1] [R5.4] left out, the texts are the standard ones", async () => {
    const acme = await fires({ rules: [{ match: {} }] });
    s.then.operatorsWereTold("振り分け待ち");
    await s.operator("山田").does(acme, "mails", { to: ["ito"] });
    await s.operator("山田").does(acme, "chats", { to: ["ops"] });
    seenMail();
    seenChat(acme);
    s.then.nothingElseWasSent();
  });

  it("[RA3] bad input names its field, and nothing is sent", async () => {
    const acme = await fires({ rules: [{ match: {} }] });
    s.then.operatorsWereTold("振り分け待ち");
    const refusedAt = async (what: string, body: object) => {
      const answer = await s.operator("山田").asks(acme, what, body);
      expect(answer.status, what).toBe(400);
      return (answer.body.errors as { path: string }[]).map((error) => error.path);
    };
    expect(await refusedAt("mails", { to: ["sato"], subject: " " })).toEqual(["subject"]);
    expect(await refusedAt("mails", { to: ["sato", "nobody", "other@customer.example"] })).toEqual([
      "to[1]",
      "to[2]",
    ]);
    expect(await refusedAt("mails", { to: [] })).toEqual(["to"]);
    expect(await refusedAt("mails", { to: ["sato"], subject: "a\r\nBcc: x@y" })).toEqual(["subject"]);
    expect(await refusedAt("chats", { to: ["nowhere"] })).toEqual(["to[0]"]);
    expect(await refusedAt("notes", { text: "あ".repeat(4_001) })).toEqual(["text"]);
    expect(await refusedAt("notes", {})).toEqual(["text"]);
    expect(await refusedAt("resolve", {})).toEqual(["reason"]);
    expect(await refusedAt("calls", { contact: "+819000000000" })).toEqual(["contact"]);
    expect(await refusedAt("calls", { contact: "sato", operatorPhone: "110" })).toEqual(["operatorPhone"]);
    expect(await refusedAt("assign", {})).toEqual(["rule"]);
    expect(await refusedAt("assign", { rule: "no such rule" })).toEqual(["rule"]);
    await s.then.shows(acme, { state: "triage", slo: { firstResponseAt: null } });
    s.then.nothingElseWasSent();
  });

  it("[R5.2.1] a mail that is refused puts the incident into the operators' queue", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["ito", "sato"] } });
    s.engine.sandbox.mailbox.refusals.script("sato@customer.example", { kind: "permanent" });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("10s");
    await s.then.shows(acme, { phase: "連絡済み・対応確認待ち（要確認: メール不達）" });
    seenMail();
    s.then.nothingElseWasSent();
  });
});

describe("an operator resolves it", () => {
  it("[R5.1e] it closes though it still fires, and customers are told nothing", async () => {
    const acme = await fires(mailed);
    const answer = await s.operator("山田").does(acme, "resolve", { reason: "計画作業のため" });
    expect(answer).toMatchObject({ state: "closed", phase: "対応完了（山田が終了）" });
    const late = await s.operator("田中").asks(acme, "resolve", { reason: "二人目" });
    expect(late).toMatchObject({
      status: 409,
      body: { code: "incident_closed", detail: "このインシデントは山田がすでに対応完了にしています" },
    });
    await s.then.timelineSays(acme, "対応完了にしました（理由: 計画作業のため）");
    await s.then.canBeReplayed(acme, { savedAs: "resolved-while-firing" });
    seenMail();
    seenChat(acme);
    await s.time.passes("20m");
    s.then.nothingElseWasSent();
  });

  it("[R5.1e] [R5.2.2f] nobody further is called, and a call under way ends by itself", async () => {
    const acme = await s.given.customer("acme", {
      notify: { call: { ...sequential("sato", "suzuki"), retries: 1 } },
    });
    s.phone("sato").answersAndListens();
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("10s");
    await s.operator("山田").does(acme, "resolve", { reason: "誤検知" });
    await s.time.passes("5m");
    await s.then.calls(acme, "sato: ignored");
    s.then.nothingElseWasSent();
  });

  it("[R5.1e] what rings at that moment is ended, who talks may finish", async () => {
    const acme = await s.given.customer("acme", { notify: { call: simultaneous("sato", "suzuki") } });
    s.phone("sato").answersAndListens();
    s.phone("suzuki").doesNotAnswer();
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("15s");
    await s.operator("山田").does(acme, "resolve", { reason: "誤検知" });
    await s.time.passes("5m");
    await s.then.calls(acme, "sato: ignored", "suzuki: aborted");
    s.then.nothingElseWasSent();
  });

  it("[R5.1e] mail that no server takes is given up, and the next occurrence is a new incident at once", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["ito"] } });
    s.engine.sandbox.mailbox.refusals.script("ito@customer.example", { kind: "temporary" }, 2);
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1s");
    await s.operator("山田").does(acme, "resolve", { reason: "誤検知" });
    await s.then.dispatches(acme, "mail ito alert: failed");
    s.engine.sandbox.world.reset();
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1m");
    expect(await s.then.incidents(acme)).toHaveLength(2);
    await s.then.dispatches(acme, "mail ito alert: sent");
    seenMail();
    s.then.nothingElseWasSent();
  });

  it("[R5.1e] one that recovered in triage waits for this", async () => {
    const acme = await fires({ rules: [{ match: {} }] });
    s.then.operatorsWereTold("振り分け待ち");
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("1m");
    await s.operator("山田").does(acme, "resolve", { reason: "確認済み" });
    await s.then.shows(acme, { state: "closed" });
    s.then.nothingElseWasSent();
  });
});

describe("the same request", () => {
  it("[RA2] sent twice with its key has one effect and one answer", async () => {
    const acme = await fires(mailed);
    const mail = { to: ["sato"], subject: "一度だけ", body: "一度だけ届きます。" };
    const first = await s.operator("山田").does(acme, "mails", mail, "key-1");
    const again = await s.operator("山田").does(acme, "mails", mail, "key-1");
    expect(again).toEqual(first);
    s.then.mails("一度だけ", "sato");
    const other = await s.operator("山田").asks(acme, "mails", { ...mail, body: "別" }, "key-1");
    expect(other).toMatchObject({ status: 422, body: { code: "idempotency_key_reused" } });
    seenMail();
    seenChat(acme);
    s.then.nothingElseWasSent();
  });
});

describe("many at once", () => {
  it("[RA3] each for itself, with why the others were refused", async () => {
    const acme = await fires(mailed);
    const beta = await s.given.customer("beta", { notify: { mail: ["ito"] } });
    await s.when.alertFires(beta, "web01", "HTTP");
    await s.time.passes("10s");
    const [one] = await s.then.incidents(acme);
    const [two] = await s.then.incidents(beta);
    await s.operator("田中").does(beta, "take");
    const numbers = [one?.number, two?.number, 999_999];
    const answer = await s.operator("山田").asksForMany("take", { numbers });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        results: [
          { number: one?.number, ok: true },
          { number: two?.number, ok: false, code: "taken", detail: "田中が担当しています" },
          { number: 999_999, ok: false, code: "not_found" },
        ],
      },
    });
    const many = await s.operator("山田").asksForMany("take", { numbers: Array(501).fill(1) });
    expect(many).toMatchObject({ status: 400, body: { errors: [{ path: "numbers" }] } });
    s.then.mails(alertSubject, "ito", "ito");
    seenChat(acme);
  });
});

describe("customers' people", () => {
  it("[RA4] acknowledge their own incidents and do nothing else", async () => {
    const acme = await fires(mailed);
    const owner = s.operator("佐藤 太郎", { customer: acme.id });
    const answer = await owner.does(acme, "acknowledge");
    expect(answer).toMatchObject({ acknowledgedBy: "customer:佐藤 太郎" });
    for (const what of ["take", "notes", "mails", "chats", "calls", "call-results", "escalate", "resolve"])
      expect(await owner.asks(acme, what), what).toMatchObject({ status: 403, body: { code: "forbidden" } });
    await s.operator("山田").does(acme, "notes", { text: "お客様に折り返し予定" });
    await s.then.timelineSays(acme, "お客様に折り返し予定");
    const other = await fires(mailed);
    expect(await owner.asks(other, "acknowledge")).toMatchObject({ status: 404 });
    s.then.mails(alertSubject, "ito", "ito");
    seenChat(acme);
    seenChat(other);
  });
});
