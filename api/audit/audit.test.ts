import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recordAudit } from "../../db/people/audit.ts";
import { writeRefusalSums } from "../../db/people/loginRefusals.ts";
import { browserOf, givenLogin, password } from "../auth/testBrowser.ts";
import { startTestApi, type TestApi } from "../testApi.ts";
import { auditPageSchema } from "./schemas.ts";

let api: TestApi;
let token: string;
beforeAll(async () => {
  api = await startTestApi();
  token = await api.given.person("管理者", { role: "admin" });
});
afterAll(() => api.stop());

async function entries(query: string) {
  const { status, body } = await api.get(`/api/audit?${query}`, token);
  expect([query, status]).toEqual([query, 200]);
  return auditPageSchema.parse(body);
}

/** Waits for the outcomes, which are written after the answers. */
async function settled(query: string) {
  let found = (await entries(query)).entries;
  while (found.some(({ outcome }) => outcome === null)) found = (await entries(query)).entries;
  return found;
}

let requests = 0;
const given = (fields: Partial<Parameters<typeof recordAudit>[1]>) =>
  recordAudit(api.db, {
    at: new Date("2026-11-22T03:27:15.000Z"),
    person: "鈴木",
    role: "operator",
    action: "take",
    customer: "acme",
    incident: 7,
    detail: {},
    request: `request-${++requests}`,
    via: "token",
    outcome: "done",
    code: null,
    ...fields,
  });

describe("the audit log", () => {
  it("[RA4] holds every login, what came of it, and from where; never what was typed", async () => {
    await givenLogin(api, "佐藤");
    const browser = browserOf(api);
    await browser.login("佐藤", "wrong horse battery");
    await browser.login("my-password-in-the-wrong-field", password);
    await browser.login("佐藤", password);
    await browser.post("/api/auth/sign-out");
    const found = [...(await entries("person=佐藤")).entries, ...(await entries("person=?")).entries];
    expect(found.map(({ action, outcome, code, role, via }) => [action, outcome, code, role, via])).toEqual([
      ["logout", "done", null, "operator", "session"],
      ["login", "done", null, "operator", "session"],
      ["login", "refused", "invalid_username_or_password", "operator", "session"],
      ["login", "refused", "invalid_username_or_password", null, "session"],
    ]);
    expect(found[0]?.detail).toEqual({ address: "127.0.0.1" });
    expect(JSON.stringify(found)).not.toMatch(/wrong horse|wrong-field/);
  });

  it("[RA4] cannot be filled from outside: of many refused logins it has the first, and a count of the others", async () => {
    api.setClock("2026-11-24T01:00:00.000Z");
    await givenLogin(api, "三浦");
    await writeRefusalSums(api.db, new Date("2026-11-24T01:00:00.000Z"));
    const before = Number((await api.sql`select count(*) from audit_log`)[0]?.count);
    const from = (n: number) => ({ "x-forwarded-for": `198.51.100.${n}` });
    for (let n = 0; n < 40; n++) await browserOf(api).login("三浦", "wrong horse battery", from(n));
    for (let n = 0; n < 40; n++) await browserOf(api).login(`nobody ${n}`, password, from(n));
    for (let n = 0; n < 10; n++)
      await browserOf(api).post("/api/auth/two-factor/enable", { password }, from(50 + n));
    const rows = async () => Number((await api.sql`select count(*) from audit_log`)[0]?.count) - before;
    // 三浦: wrong, and too early; an unknown name at login, and at the start of the second factor: wrong, and
    // too early.
    const first = await rows();
    expect(first).toBeLessThanOrEqual(5);
    expect(await writeRefusalSums(api.db, new Date("2026-11-24T01:05:00.000Z"))).toBe(0);
    expect(await writeRefusalSums(api.db, new Date("2026-11-24T01:10:01.000Z"))).toBeGreaterThan(0);
    expect(await rows()).toBeLessThanOrEqual(2 * first);
    const { entries: found } = await entries("person=三浦&action=login");
    expect(found.map(({ code, detail }) => [code, detail.attempts ?? 1]).sort()).toEqual([
      ["invalid_username_or_password", 1],
      ["invalid_username_or_password", 4],
      ["too_many_attempts", 1],
      ["too_many_attempts", 34],
    ]);
    const sum = found.find(({ detail }) => detail.attempts === 34);
    expect(sum?.detail).toMatchObject({
      since: "2026-11-24T01:00:00.000Z",
      until: "2026-11-24T01:00:00.000Z",
    });
    expect(sum?.detail.addresses).toHaveLength(10);
    expect(sum?.role).toBe("operator");
  });

  it("[RA4] has no row for the logout of somebody who is not logged in", async () => {
    const before = (await entries("action=logout")).entries.length;
    await browserOf(api).post("/api/auth/sign-out");
    expect((await entries("action=logout")).entries).toHaveLength(before);
  });

  it("[RA4] is only added to: no row is removed, and none changes once its outcome is known", async () => {
    await given({ person: "中村" });
    for (const statement of [
      "delete from audit_log",
      "update audit_log set outcome = 'refused' where person = '中村'",
      "update audit_log set outcome = null, code = null where person = '中村'",
      "update audit_log set person = '別人' where person = '中村'",
    ])
      await expect(api.sql.unsafe(statement), statement).rejects.toThrow("only added to");
  });

  it("[RA4] has a row for each act under one Idempotency-Key, and one secret is issued", async () => {
    await givenLogin(api, "小林");
    const browser = browserOf(api);
    await browser.login("小林", password);
    const asked = { name: "cron", password };
    const issue = () => browser.post("/api/me/tokens", asked, { "idempotency-key": "one-key" });
    expect((await issue()).status).toBe(201);
    expect(await issue()).toMatchObject({ status: 409, body: { code: "shown_once" } });
    // A day later the key is free again, and the earlier row is not touched.
    await api.sql`delete from idempotent_answers`;
    expect((await issue()).status).toBe(201);
    const found = await settled("person=小林&action=issue-token");
    expect(found.map(({ outcome }) => outcome)).toEqual(["done", "done"]);
    expect(JSON.stringify(found)).not.toContain(password);
  });

  it("[RA4] holds what a person did by the API, also what was refused, and by what they were let in", async () => {
    await givenLogin(api, "高橋");
    const browser = browserOf(api);
    await browser.login("高橋", password);
    const { body } = await browser.post("/api/me/tokens", { name: "cron", expiresInDays: 1, password });
    await browser.remove(`/api/me/tokens/${body.id}`);
    await browser.remove(`/api/me/tokens/${body.id}`);
    await browser.post("/api/people/%E9%AB%98%E6%A9%8B/disable");
    const found = (await settled("person=高橋")).filter(({ action }) => action !== "login");
    expect(found.map(({ action, outcome, code, detail }) => [action, outcome, code, detail])).toEqual([
      ["disable-person", "refused", "forbidden", { name: "高橋" }],
      ["revoke-token", "refused", "not_found", { id: body.id }],
      ["revoke-token", "done", null, { id: body.id }],
      ["issue-token", "done", null, { name: "cron", expiresInDays: 1, password: "***" }],
    ]);
    expect(JSON.stringify(found)).not.toContain(body.token);
  });

  it("[RA4] is searched by who, what, whose, which and when, and read page by page, newest first", async () => {
    await given({ person: "田中", action: "resolve", incident: 8, at: new Date("2026-11-21T00:00:00.000Z") });
    for (let n = 1; n <= 5; n++) await given({ person: "田中", customer: "beta", incident: n });
    expect((await entries("person=田中&action=resolve")).entries).toMatchObject([{ incident: 8 }]);
    expect((await entries("customer=beta&incident=3")).entries).toMatchObject([{ incident: 3 }]);
    const day = "from=2026-11-21T00:00:00Z&until=2026-11-21T09:00:01%2B09:00";
    expect((await entries(day)).entries).toMatchObject([{ incident: 8 }]);
    const incidents: (number | null)[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page = await entries(`person=田中&limit=2&cursor=${cursor}`);
      incidents.push(...page.entries.map(({ incident }) => incident));
      cursor = page.nextCursor;
    }
    expect(incidents).toEqual([5, 4, 3, 2, 1, 8]);
  });

  it.each([
    ["incident", "incident=x"],
    ["from", "from=yesterday"],
    ["limit", "limit=0"],
    ["cursor", "cursor=x"],
    ["who", "who=me"],
  ])("[RA3] names the filter that cannot be used: %s", async (path, query) => {
    const { status, body } = await api.get(`/api/audit?${query}`, token);
    expect([status, (body.errors as { path: string }[])[0]?.path]).toEqual([400, path]);
  });
});

describe("GET /api/audit.csv", () => {
  it("[RA4] is read by a spreadsheet as text, in UTF-8, and never as a formula", async () => {
    await given({ person: "=HYPERLINK(1)", customer: "csv", detail: { text: '"引用", 改行\n' } });
    await given({ person: "+81", customer: "csv", action: "@x", code: "-1" });
    const response = await fetch(`${api.url}/api/audit.csv?customer=csv`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [head, first, second] = bytes.subarray(3).toString().split("\r\n");
    expect(head).toBe(
      '"id","at","person","role","action","customer","incident","outcome","code","via","detail"',
    );
    expect(first).toMatch(
      /^"\d+","2026-11-22T03:27:15.000Z","'\+81","operator","'@x","csv","7","done","'-1","token","\{\}"$/,
    );
    expect(second).toContain(`"'=HYPERLINK(1)"`);
    expect(second).toContain('"{""text"":""\\""引用\\"", 改行\\n""}"');
  });

  it("[RA4] holds more than a page", async () => {
    await api.sql`insert into audit_log (at, person, action, customer, detail, via)
      select now(), '鈴木', 'take', 'long', '{}', 'token' from generate_series(1, 2500)`;
    const response = await fetch(`${api.url}/api/audit.csv?customer=long`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const lines = (await response.text()).trimEnd().split("\r\n").slice(1);
    expect(new Set(lines).size).toBe(2500);
  });
});
