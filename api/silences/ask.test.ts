import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startTestApi, type TestApi } from "../testApi.ts";
import { silenceSchema, silencesSchema } from "./schemas.ts";

const target = { connect: null, ec2: null, autoscale: false, downtime: [] };
const systems = {
  shop: {
    name: "ECサイト",
    cloud: null,
    emergency: [],
    targets: { web01: { ...target, host: "10.0.1.11" }, web02: { ...target, host: null } },
  },
  office: { name: "社内", cloud: null, emergency: [], targets: { nas: { ...target, host: "10.0.2.1" } } },
};

// A Wednesday, 10:00 in Tokyo: from 10:00 on Thursday on, no operator needs to agree.
const now = "2026-11-25T01:00:00.000Z";
const night = { from: "2026-11-27T22:00:00+09:00", until: "2026-11-28T06:00:00+09:00" };
const many = (count: number) => Array.from({ length: count }, () => "web01");
const usual = { customer: "acme", targets: ["web01"], ...night };

describe("setting silences", () => {
  let api: TestApi;
  let operator: string;
  let sato: string;
  let both: string;

  beforeAll(async () => {
    api = await startTestApi();
    api.setClock(now);
    operator = await api.given.person("鈴木");
    sato = await api.given.person("佐藤", { role: "customer", customers: ["acme"] });
    both = await api.given.person("高橋", { role: "customer", customers: ["acme", "beta"] });
    await api.given.customer("acme", { systems });
    await api.given.customer("beta", { systems });
    await api.given.customer("gone", { systems });
    await api.sql`update customers set retired_at = now() where id = 'gone'`;
    const at = (days: number) => new Date(new Date(now).getTime() - days * 86_400_000);
    await api.given.alert({ node: "lb9", acceptedAt: at(89) });
    await api.given.alert({ node: "lb8", acceptedAt: at(91) });
    await api.given.alert({ customer: "beta", node: "lb7", acceptedAt: at(1) });
  });
  afterAll(() => api.stop());
  beforeEach(async () => {
    api.setClock(now);
    await api.sql`truncate silences`;
  });

  const set = (change: object, token = operator) => api.post("/api/silences", { ...usual, ...change }, token);
  const count = async () => Number((await api.sql`select count(*) from silences`)[0]?.count);
  const faults = async (change: object, token = operator) => {
    const { status, body } = await set(change, token);
    expect([status, await count()]).toEqual([400, 0]);
    return (body.errors as { path: string }[]).map(({ path }) => path);
  };

  it("[R5.10a] an operator's holds without anybody's yes, and is shown as it was set", async () => {
    const { status, body } = await set({ reason: "OSのアップデート", alarms: ["HTTP*"], system: "shop" });
    expect(status).toBe(201);
    expect(silenceSchema.parse(body)).toEqual({
      id: body.id,
      customer: "acme",
      state: "scheduled",
      system: "shop",
      targets: ["web01"],
      alarms: ["HTTP*"],
      from: "2026-11-27T13:00:00.000Z",
      until: "2026-11-27T21:00:00.000Z",
      every: null,
      reason: "OSのアップデート",
      requestedBy: "鈴木",
      requestedAt: now,
      planned: false,
      needsYes: false,
      answer: null,
      answeredBy: null,
      answeredAt: null,
      endedBy: null,
      endedAt: null,
      nextFrom: "2026-11-27T13:00:00.000Z",
      nextUntil: "2026-11-27T21:00:00.000Z",
    });
    const list = silencesSchema.parse((await api.get("/api/silences", operator)).body);
    expect(list.silences).toEqual([body]);
  });

  it("[R5.10a] one that began in the past holds from now", async () => {
    const { body } = await set({ from: "2026-11-01T00:00:00+09:00", until: "2026-11-25T03:00:00Z" });
    expect(body).toMatchObject({ state: "active", from: now, nextFrom: now });
  });

  it("[R5.10a] weekly hours show the next of them", async () => {
    const every = { every: "Sun 02:00-04:00", until: "2027-03-01T00:00:00+09:00" };
    expect((await set(every)).body).toMatchObject({
      state: "scheduled",
      every: "Sun 02:00-04:00",
      nextFrom: "2026-11-28T17:00:00.000Z",
      nextUntil: "2026-11-28T19:00:00.000Z",
    });
  });

  it.each([
    [{ targets: "all" }],
    [{ targets: "all", system: "office" }],
    [{ targets: ["10.0.1.11", "web02", "nas"] }],
    [{ targets: ["*", "anything*"] }],
    [{ targets: ["lb9"] }],
    [{ targets: ["lb9", "web02"], system: "shop" }],
    [{ alarms: null, system: null, every: null, reason: null }],
    [{ until: "2027-11-28T22:00:00+09:00" }],
  ])("[R5.10a] can be set: %j", async (change) => {
    expect((await set(change)).status).toBe(201);
  });

  it.each<[object, string[]]>([
    [{ until: "2026-11-27T21:59:59+09:00" }, ["until"]],
    [{ until: night.from }, ["until"]],
    [{ from: "2026-11-20T00:00:00Z", until: "2026-11-25T01:00:00Z" }, ["until"]],
    [{ until: "2027-11-28T22:00:00.001+09:00" }, ["until"]],
    [{ from: "2099-12-30T00:00:00Z", until: "2100-01-02T00:00:00Z" }, ["until"]],
    [{ from: "tomorrow", until: undefined }, ["from", "until"]],
    [{ from: "2026-11-27T22:00:00" }, ["from"]],
    [{ until: "9999-12-31T23:59:59-23:59" }, ["until"]],
    [{ every: "Sunday" }, ["every"]],
    [{ every: "Sun 02:00-04:00" }, ["every"]],
    [{ targets: ["web01", "web03"] }, ["targets[1]"]],
    [{ targets: ["web03", "nas"], system: "shop" }, ["targets[0]", "targets[1]"]],
    [{ targets: ["lb8", "lb7"] }, ["targets[0]", "targets[1]"]],
    [{ targets: ["web03"], until: night.from }, ["targets[0]", "until"]],
    [{ targets: [] }, ["targets"]],
    [{ targets: "web01" }, ["targets"]],
    [{ targets: undefined }, ["targets"]],
    [{ targets: ["web01", ""] }, ["targets[1]"]],
    [{ targets: ["web01", 7] }, ["targets[1]"]],
    [{ targets: ["web\u0000*"] }, ["targets[0]"]],
    [{ alarms: [] }, ["alarms"]],
    [{ alarms: "HTTP" }, ["alarms"]],
    [{ system: "none" }, ["system"]],
    [{ system: "constructor" }, ["system"]],
    [{ customer: "nobody" }, ["customer"]],
    [{ customer: "gone" }, ["customer"]],
    [{ customer: undefined }, ["customer"]],
    [{ target: "web01" }, [""]],
  ])("[R5.10a] bad input names its field and sets nothing: %j", async (change, paths) => {
    expect(await faults(change)).toEqual(paths);
  });

  it("[R5.10a] texts and lists have their limits", async () => {
    expect((await set({ targets: many(200), alarms: many(200), reason: "あ".repeat(1000) })).status).toBe(
      201,
    );
    await api.sql`truncate silences`;
    expect(await faults({ targets: many(201), alarms: many(201) })).toEqual(["targets", "alarms"]);
    expect(await faults({ targets: ["あ".repeat(201)] })).toEqual(["targets[0]"]);
    expect(await faults({ alarms: ["HTTP", "a".repeat(201)] })).toEqual(["alarms[1]"]);
    expect(await faults({ reason: "あ".repeat(1001) })).toEqual(["reason"]);
  });

  it("[R5.10a] what is wrong is told in Japanese and in English", async () => {
    const body = { ...usual, targets: ["web03"], system: "shop", until: night.from };
    const told = async (language: "ja" | "en") => {
      const { body: answer } = await api.ask("POST", "/api/silences", { token: operator, body, language });
      return [answer.detail, ...(answer.errors as { message: string }[]).map(({ message }) => message)];
    };
    expect(await told("ja")).toEqual([
      "静観を設定できません。入力内容を確認してください。",
      "「web03」はシステム「shop」の対象になく、過去90日間の警報にもありません",
      "終了は開始より後の日時にしてください",
    ]);
    expect(await told("en")).toEqual([
      "The silence cannot be set. Check what you have entered.",
      '"web03" is no target of system "shop", and no alert of the last 90 days names it',
      "The end must come after the beginning",
    ]);
  });

  it("[R5.10b] a customer's waits for a yes if it begins within a business day", async () => {
    const from = async (at: string) => (await set({ from: at }, sato)).body;
    expect(await from("2026-11-26T09:59:59+09:00")).toMatchObject({
      state: "pending",
      needsYes: true,
      requestedBy: "customer:佐藤",
    });
    expect(await from("2026-11-26T10:00:00+09:00")).toMatchObject({ state: "scheduled", needsYes: false });
    expect(await from("2026-11-01T00:00:00+09:00")).toMatchObject({ state: "pending", needsYes: true });
  });

  it("[R5.10b] over a weekend and a holiday, notice is counted in the customer's business days", async () => {
    // Sunday; Monday is a holiday. It counts as asked on Tuesday at midnight.
    api.setClock("2026-11-22T03:27:15.000Z");
    const from = async (at: string) => (await set({ from: at }, sato)).body.state;
    expect(await from("2026-11-24T23:59:00+09:00")).toBe("pending");
    expect(await from("2026-11-25T00:00:00+09:00")).toBe("scheduled");
  });

  it("[R5.10b] for weekly hours, the first hour counts, not the beginning of the series", async () => {
    const weekly = { from: "2026-11-25T10:00:00+09:00", until: "2026-12-31T00:00:00+09:00" };
    const every = async (hours: string) => (await set({ ...weekly, every: hours }, sato)).body.state;
    expect(await every("Sun 02:00-04:00")).toBe("scheduled");
    expect(await every("Wed 22:00-23:00")).toBe("pending");
  });

  it("[R5.10b] without a business day in a year, every silence of the customer's people waits", async () => {
    const calendar = {
      businessHours: "Mon 09:00-18:00",
      holidays: "none",
      closed: ["2026-01-01/2028-12-31"],
    };
    await api.given.customer("closed", { systems, calendar: calendar as never });
    const token = await api.given.person("閉", { role: "customer", customers: ["closed"] });
    const late = { customer: "closed", from: "2027-06-01T00:00:00Z", until: "2027-06-02T00:00:00Z" };
    expect((await set(late, token)).body.state).toBe("pending");
    expect((await set(late)).body.state).toBe("scheduled");
  });

  it("[RA4] people of one customer need not name it; of several they must; nobody sets another's", async () => {
    expect((await set({ customer: undefined }, sato)).body.customer).toBe("acme");
    expect((await set({ customer: undefined }, both)).body).toMatchObject({ errors: [{ path: "customer" }] });
    expect((await set({ customer: "beta" }, both)).status).toBe(201);
    for (const customer of ["beta", "nobody"])
      expect(await set({ customer }, sato)).toMatchObject({ status: 403, body: { code: "forbidden" } });
    expect(await count()).toBe(2);
  });

  it("[RA4] a token that may only read sets nothing", async () => {
    const token = await api.given.person("鈴木", { token: { scopes: ["read"] } });
    expect(await set({}, token)).toMatchObject({ status: 403, body: { code: "read_only_token" } });
  });

  it("[RA3] the same Idempotency-Key sets one silence", async () => {
    const send = async (body: object) => {
      const headers = { authorization: `Bearer ${operator}`, "idempotency-key": "silence-1" };
      const answer = await fetch(`${api.url}/api/silences`, {
        method: "POST",
        headers,
        body: JSON.stringify(body),
      });
      return [answer.status, ((await answer.json()) as { id?: number }).id];
    };
    const first = await send(usual);
    expect(first[0]).toBe(201);
    expect(await send(usual)).toEqual(first);
    expect((await send({ ...usual, targets: "all" }))[0]).toBe(422);
    expect(await count()).toBe(1);
  });

  it("[RA4] the audit log names the customer, and what was set or refused", async () => {
    await api.sql`truncate audit_log`;
    await set({}, sato);
    await set({ targets: ["web03"] });
    const rows =
      await api.sql`select person, action, customer, outcome, code, detail from audit_log order by id`;
    expect(rows).toMatchObject([
      { person: "佐藤", action: "set-silence", customer: "acme", outcome: "done", code: null },
      { person: "鈴木", action: "set-silence", customer: "acme", outcome: "refused", code: "invalid_input" },
    ]);
    expect(rows[0]?.detail).toMatchObject({ targets: ["web01"], begins: "2026-11-27T13:00:00.000Z" });
  });

  it("[R5.10a] the open incidents that it covers are silenced at once", async () => {
    const number = await api.given.incident({ customer: "acme", alertCount: 1 });
    await api.given.alert({ incident: number, sequence: 1 });
    const other = await api.given.incident({ customer: "acme", node: "nas", alertCount: 1 });
    await api.given.alert({ incident: other, sequence: 1, node: "nas" });
    await set({ from: now });
    expect(await api.sql`select incident, status from alerts where status in ('silenced', 'aloud')`).toEqual([
      { incident: number, status: "silenced" },
    ]);
    expect((await api.get(`/api/incidents/${number}`, operator)).body).toMatchObject({ silenced: true });
  });
});
