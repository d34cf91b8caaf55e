import twilio from "twilio";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { whyNotRing } from "../../../db/calls/whyNotRing.ts";
import { wordsOf } from "../../../domain/timeline.ts";
import { account, centre, phones, startTestTelephone, type TestTelephone } from "../testTelephone.ts";

let telephone: TestTelephone;
beforeAll(async () => {
  telephone = await startTestTelephone();
});
afterAll(() => telephone.stop());
beforeEach(async () => {
  telephone.sandbox.world.reset();
  await telephone.sql`truncate incidents, alerts, calls, call_facts, dispatches, recordings, timeline,
    incoming_calls, people restart identity`;
});

/** An incident for which this contact was rung. */
async function rungFor(contact: "sato" | "suzuki", fields: Parameters<TestTelephone["incident"]>[0] = {}) {
  const incident = await telephone.incident(fields);
  await telephone.given.call(incident, { contact, phone: phones[contact], outcome: "missed" });
  return incident;
}

/** Rings our number, presses keys at the given seconds after the answer, and hangs up. */
async function callsBack(from: string, ...presses: [afterSeconds: number, key: string][]) {
  const call = await telephone.exchange.dialIn({
    from,
    to: centre,
    voiceUrl: `${telephone.publicUrl}/callbacks/twilio/incoming`,
    statusCallback: { url: `${telephone.publicUrl}/callbacks/twilio/incoming-status`, method: "POST" },
    presses: presses.map(([afterSeconds, key]) => ({ afterSeconds, key })),
  });
  await telephone.passes(400);
  return call.said.map(({ text }) => text);
}

const timeline = async (incident: number) =>
  (await telephone.sql`select actor, event from timeline where incident = ${incident} order by at, id`).map(
    ({ actor, event }) => `${actor}: ${wordsOf(event, "ja")}`,
  );
const keys = () =>
  telephone.sql`select incident, value, wins, body->>'by' as by,
      exists (select from outbox where word->>'call' = call::text and relayed_at is null) as told
    from call_facts where kind = 'key' order by id`;
const attention = async (incident: number) =>
  (await telephone.sql`select attention from incidents where number = ${incident}`)[0]?.attention;

describe("somebody who saw a missed call and rings back", () => {
  it("[R5.3.2] hears who is called, what is wrong, how bad and since when, twice", async () => {
    const incident = await rungFor("suzuki");
    const said = await callsBack(phones.suzuki);
    expect(said.slice(0, 6)).toEqual([
      "コントロールセンターです。",
      "鈴木 花子様、お電話ありがとうございます。",
      "サーバーは、ウェブ ゼロイチです。",
      "警報は、エイチティーティーピーです。",
      "警報レベルは、高いです。",
      "12時0分から発生しています。",
    ]);
    expect(said.filter((text) => text.startsWith("サーバーは"))).toHaveLength(2);
    expect(await timeline(incident)).toEqual([
      "customer:鈴木 花子: 鈴木 花子 様から折り返しのお電話がありました",
    ]);
    expect(await telephone.sql`select phone, incidents, unknown, ended_at from incoming_calls`).toMatchObject(
      [{ phone: phones.suzuki, incidents: [incident], unknown: false, ended_at: expect.any(String) }],
    );
  });

  it("[R5.2.2f] acknowledges by 1: stored before it is answered, and no phone rings after it", async () => {
    const incident = await rungFor("suzuki");
    const said = await callsBack(phones.suzuki, [10, "1"]);
    expect(said.at(-1)).toMatch(/^担当者として記録しました。/);
    expect(await keys()).toMatchObject([
      { incident, value: "1", wins: true, by: "customer:鈴木 花子", told: true },
    ]);
    expect(await telephone.db.transaction((tx) => whyNotRing(tx, incident, 1))).toBe("key");
  });

  it("[R5.2.2f] hears that somebody else has it already", async () => {
    const incident = await rungFor("suzuki");
    await callsBack(phones.suzuki, [10, "1"]);
    await telephone.given.call(incident, { contact: "sato", phone: phones.sato, position: 2 });
    const said = await callsBack(phones.sato, [10, "1"]);
    expect(said.at(-1)).toMatch(/すでに別の方が対応中です/);
    expect((await keys()).map(({ wins }) => wins)).toEqual([true, false]);
  });

  it("[R5.3.2] hears several, the most urgent first; 1 takes the one being read and goes on", async () => {
    await rungFor("suzuki", { level: "low", node: "low01" });
    await rungFor("suzuki", { node: "rec01", recoveredAt: telephone.now() });
    const high = await rungFor("suzuki", { node: "high01" });
    const said = await callsBack(phones.suzuki, [15, "1"]);
    expect(said.filter((text) => /^お知らせ|件目|サーバーは/.test(text))).toEqual([
      "お知らせする警報は、3件です。",
      "1件目です。",
      "サーバーは、ハイ ゼロイチです。",
      "2件目です。",
      "サーバーは、ロー ゼロイチです。",
      "3件目です。",
      "サーバーは、アール イー シー ゼロイチです。",
    ]);
    expect(said).toContain("この警報は、すでに復旧しています。");
    expect((await keys()).map(({ incident }) => incident)).toEqual([high]);
  });

  it("[R5.3.2] takes all that were read by 1 after the last, at most five", async () => {
    for (let count = 0; count < 6; count++) await rungFor("suzuki");
    const whole = await callsBack(phones.suzuki);
    expect(whole.filter((text) => text.endsWith("件目です。"))).toHaveLength(5);
    const talked = await telephone.exchange.dialIn({
      from: phones.suzuki,
      to: centre,
      voiceUrl: `${telephone.publicUrl}/callbacks/twilio/incoming`,
    });
    while (talked.said.at(-1)?.text !== "警報は以上です。") await telephone.passes(1);
    await telephone.exchange.session(talked.sid)?.press("1");
    expect((await keys()).filter(({ wins }) => wins)).toHaveLength(5);
  });

  it("[R5.3.2] hears it again with 3, and ends the call with *", async () => {
    await rungFor("suzuki");
    const said = await callsBack(phones.suzuki, [10, "3"], [20, "*"]);
    expect(said.filter((text) => text.startsWith("サーバーは"))).toHaveLength(2);
    expect(said.at(-1)).toBe("お電話ありがとうございました。失礼いたします。");
    expect(await keys()).toEqual([]);
  });

  it("[RA2] is one caller, however often the provider asks", async () => {
    const incident = await rungFor("suzuki");
    await callsBack(phones.suzuki, [10, "1"]);
    const [first] = await telephone.sql`select sid from incoming_calls`;
    await telephone.sql`update incoming_calls set ended_at = null`;
    await callsBack(phones.suzuki);
    expect(await telephone.sql`select sid from incoming_calls where sid = ${first?.sid}`).toHaveLength(1);
    expect((await timeline(incident)).filter((line) => line.includes("折り返し"))).toHaveLength(2);
  });
});

describe("a caller's number is no login", () => {
  it("[R5.2.2f] a 1 for what this number was not rung for goes to an operator, and acknowledges nothing", async () => {
    await telephone.given.person("当番 一郎", { phone: phones.operator });
    const mailed = await telephone.incident({ node: "web01" });
    await telephone.given.dispatch(mailed, { recipient: "suzuki", to: "suzuki@acme.example" });
    const said = await callsBack(phones.suzuki, [10, "1"]);
    expect(said).toContain(
      "お電話での確認は、こちらからおかけして1時間以内の警報に限らせていただいております。",
    );
    expect(telephone.exchange.rings(phones.operator)).toHaveLength(1);
    expect(await keys()).toEqual([]);
    expect(await attention(mailed)).toBe("callback");
  });

  it("[R5.2.2f] nor more than an hour after it was rung", async () => {
    const incident = await telephone.incident();
    const requestedAt = new Date(telephone.now().getTime() - 61 * 60_000);
    await telephone.given.call(incident, {
      contact: "suzuki",
      phone: phones.suzuki,
      outcome: "missed",
      requestedAt,
    });
    await callsBack(phones.suzuki, [10, "1"]);
    expect(await keys()).toEqual([]);
  });

  it("[RA5] what the carriers attest of the number is kept", async () => {
    const body = {
      CallSid: `CA${"5".repeat(32)}`,
      From: phones.suzuki,
      StirVerstat: "TN-Validation-Failed-C",
    };
    const url = `${telephone.publicUrl}/callbacks/twilio/incoming`;
    const signature = twilio.getExpectedTwilioSignature(account.authToken, url, body);
    const headers = { "x-twilio-signature": signature };
    await fetch(url, { method: "POST", headers, body: new URLSearchParams(body) });
    expect(await telephone.sql`select stir_verstat from incoming_calls where sid = ${body.CallSid}`).toEqual([
      { stir_verstat: "TN-Validation-Failed-C" },
    ]);
  });
});

describe("whose incidents are read", () => {
  it("[RA4] an unknown number hears whose number it called, and nothing else", async () => {
    await rungFor("suzuki");
    const said = await callsBack("+81312340000");
    expect(said).toEqual([expect.stringMatching(/^コントロールセンターです。.*ご登録の電話番号から/)]);
    expect(await telephone.sql`select unknown, incidents from incoming_calls`).toMatchObject([
      { unknown: true, incidents: [] },
    ]);
  });

  it("[RA4] not another customer's, nor what is closed", async () => {
    await rungFor("suzuki", { closedAt: telephone.now(), state: "closed" });
    await rungFor("suzuki", { customer: "other" });
    const said = await callsBack(phones.suzuki);
    expect(said).toContain("現在、お知らせする警報はありません。");
  });

  it("[R5.3.2] a person who was mailed hears it too; one who was not told, only if a list names them", async () => {
    const mailed = await telephone.incident({ node: "web01" });
    await telephone.given.dispatch(mailed, { recipient: "suzuki", to: "suzuki@acme.example" });
    await telephone.incident({ node: "db01" });
    const said = await callsBack(phones.suzuki);
    expect(said).toContain("サーバーは、ウェブ ゼロイチです。");
    expect(said.join()).not.toContain("ディービー");
    await telephone.sql`truncate dispatches`;
    await telephone.incident({ node: "app01", rule: "suzuki alone" });
    const listed = await callsBack(phones.suzuki);
    expect(listed).toContain("サーバーは、アプリ ゼロイチです。");
    expect(listed.join()).not.toMatch(/ウェブ|ディービー/);
    expect(await callsBack(phones.sato)).toContain("現在、お知らせする警報はありません。");
  });
});

describe("9: connect me to an operator", () => {
  const pressing1 = { kind: "answer", afterSeconds: 2, press: "1", pressAfterSeconds: 3 } as const;
  beforeEach(async () => {
    await telephone.given.person("当番 一郎", { phone: phones.operator });
    await telephone.given.person("当番 二郎", { phone: phones.other, role: "admin" });
    await telephone.given.person("当番 三郎", { phone: phones.gone, disabledAt: telephone.now() });
    await telephone.given.person("佐藤", { phone: phones.sato, role: "customer", customers: ["acme"] });
  });

  it("[R5.3.2] rings the operator who has it in hand; both hear that it is recorded before they hear each other", async () => {
    const incident = await rungFor("suzuki", { takenBy: "当番 二郎" });
    telephone.exchange.phones.script(phones.other, { ...pressing1, hangUpAfterSeconds: 60 });
    const said = await callsBack(phones.suzuki, [10, "9"]);
    expect(said).toContain("この通話は録音されます。");
    const [ring] = telephone.exchange.rings(phones.other);
    expect(ring?.said.slice(0, 2)).toEqual([
      "鈴木 花子様から、折り返しのお電話です。",
      "この通話は録音されます。",
    ]);
    expect(telephone.exchange.rings(phones.operator)).toEqual([]);
    expect(await timeline(incident)).toEqual([
      "customer:鈴木 花子: 鈴木 花子 様から折り返しのお電話がありました",
      "customer:鈴木 花子: 鈴木 花子 様がオペレーターとの通話を希望されています",
      "当番 二郎: 鈴木 花子 様からのお電話をお受けしました",
    ]);
    expect(await attention(incident)).toBeNull();
    const [incoming] = await telephone.sql`select id, connected_to from incoming_calls`;
    expect(incoming?.connected_to).toBe("当番 二郎");
    expect(await telephone.sql`select call, incident from recordings`).toMatchObject([
      { call: incoming?.id, incident },
    ]);
  });

  it("[R5.3.2] rings every operator where nobody has it, and only the one who presses 1 is joined", async () => {
    const incident = await rungFor("suzuki");
    telephone.exchange.phones.script(phones.operator, { kind: "voicemail", afterSeconds: 1 });
    telephone.exchange.phones.script(phones.other, { ...pressing1, hangUpAfterSeconds: 40 });
    await callsBack(phones.suzuki, [10, "9"]);
    for (const phone of [phones.sato, phones.gone]) expect(telephone.exchange.rings(phone)).toEqual([]);
    expect(telephone.exchange.rings(phones.operator)).toHaveLength(1);
    expect(await telephone.sql`select connected_to from incoming_calls`).toMatchObject([
      { connected_to: "当番 二郎" },
    ]);
    expect(await attention(incident)).toBeNull();
  });

  it("[R5.3.2] nobody answers: the caller is told, and the incident enters the operators' queue", async () => {
    const incident = await rungFor("suzuki");
    for (const phone of [phones.operator, phones.other])
      telephone.exchange.phones.script(phone, { kind: "no-answer" });
    const said = await callsBack(phones.suzuki, [10, "9"]);
    expect(said.at(-1)).toMatch(/オペレーターが応答できません。こちらから折り返しご連絡いたします/);
    expect((await timeline(incident)).at(-1)).toMatch(/つなげませんでした/);
    expect(await attention(incident)).toBe("callback");
  });

  it("[R5.3.2] a caller who gives up waiting enters the queue as well; a more urgent reason stays", async () => {
    const incident = await rungFor("suzuki", { attention: "nobody-told" });
    const other = await rungFor("suzuki");
    const call = await telephone.exchange.dialIn({
      from: phones.suzuki,
      to: centre,
      voiceUrl: `${telephone.publicUrl}/callbacks/twilio/incoming`,
      presses: [{ key: "9", afterSeconds: 15 }],
      hangUpAfterSeconds: 30,
    });
    await telephone.passes(60);
    expect(call.status).toBe("completed");
    expect([await attention(incident), await attention(other)]).toEqual(["nobody-told", "callback"]);
  });
});
