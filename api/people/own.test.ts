import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { enableLogin } from "../../db/people/logins.ts";
import { issueToken, issueTokenInSession } from "../../db/people/tokens.ts";
import { type Browser, browserOf, givenLogin, password, setUpSecondFactor } from "../auth/testBrowser.ts";
import { startTestApi, type TestApi } from "../testApi.ts";
import { issuedTokenSchema, ownTokensSchema, sessionsSchema } from "./schemas.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

async function loggedIn(name: string): Promise<Browser> {
  const browser = browserOf(api);
  await browser.login(name, password);
  return browser;
}

const sessionsOf = async (browser: Browser) =>
  sessionsSchema.parse((await browser.get("/api/me/sessions")).body).sessions;

describe("a person's sessions", () => {
  it("[RA4] are listed, without what opens them, and ended one by one", async () => {
    await givenLogin(api, "鈴木");
    const [here, elsewhere] = [await loggedIn("鈴木"), await loggedIn("鈴木")];
    const sessions = await sessionsOf(here);
    expect(sessions.map(({ current }) => current).sort()).toEqual([false, true]);
    const tokens = await api.sql`select token from login_sessions`;
    for (const { token } of tokens) expect(JSON.stringify(sessions)).not.toContain(token);
    const other = sessions.find(({ current }) => !current)!;
    expect((await here.remove(`/api/me/sessions/${other.id}`)).status).toBe(204);
    expect((await elsewhere.get("/api/me")).status).toBe(401);
    expect((await here.get("/api/me")).status).toBe(200);
  });

  it("[RA4] of somebody else are not there", async () => {
    await givenLogin(api, "佐藤");
    await givenLogin(api, "高橋");
    const [sato, takahashi] = [await loggedIn("佐藤"), await loggedIn("高橋")];
    const [session] = await sessionsOf(sato);
    expect((await takahashi.remove(`/api/me/sessions/${session!.id}`)).status).toBe(404);
    expect((await sato.get("/api/me")).status).toBe(200);
  });

  it("[RA4] end 12 hours after they were used last, and after a week however much they are used", async () => {
    await givenLogin(api, "渡辺");
    const began = Date.now();
    vi.useFakeTimers({ toFake: ["Date"] });
    const afterHours = (hours: number) => {
      vi.setSystemTime(began + hours * 3600_000);
      api.setClock(new Date().toISOString());
    };
    const [idle, busy] = [await loggedIn("渡辺"), await loggedIn("渡辺")];
    for (let hours = 11; hours < 168; hours += 11) {
      afterHours(hours);
      expect([hours, (await busy.get("/api/me")).status]).toEqual([hours, 200]);
    }
    expect((await idle.get("/api/me")).status).toBe(401);
    afterHours(168.1);
    expect((await busy.get("/api/me")).status).toBe(401);
    vi.useRealTimers();
    api.setClock("2026-11-22T03:27:15.000Z");
  });

  it("[RA4] count no more than the person does: a new role, or none, counts at the next request", async () => {
    await givenLogin(api, "加藤", { role: "admin" });
    const browser = await loggedIn("加藤");
    await setUpSecondFactor(browser);
    expect((await browser.get("/api/people")).status).toBe(200);
    await api.sql`update people set role = 'operator' where name = '加藤'`;
    expect((await browser.get("/api/people")).status).toBe(403);
    await api.sql`update people set disabled_at = now() where name = '加藤'`;
    expect((await browser.get("/api/me")).status).toBe(401);
    expect((await browserOf(api).login("加藤", password)).status).toBe(401);
    await api.sql`delete from people where name = '加藤'`;
    expect((await browser.get("/api/me")).status).toBe(401);
    expect((await browserOf(api).login("加藤", password)).status).toBe(401);
  });
});

describe("a person's tokens", () => {
  const issue = async (browser: Browser, terms: object) => {
    const { status, body } = await browser.post("/api/me/tokens", { password, ...terms });
    expect(status).toBe(201);
    return issuedTokenSchema.parse(body);
  };
  const post = (path: string, token: string) =>
    fetch(api.url + path, { method: "POST", body: "{}", headers: { authorization: `Bearer ${token}` } });

  it("[RA4] are issued in a session, shown once, listed without themselves, and revoked", async () => {
    await givenLogin(api, "伊藤");
    const browser = await loggedIn("伊藤");
    const { id, token } = await issue(browser, { name: "cron" });
    expect((await api.get("/api/me", token)).body).toMatchObject({ name: "伊藤", via: "token" });
    const { body } = await browser.get("/api/me/tokens");
    const mine = ownTokensSchema.parse(body).tokens.find((one) => one.id === id);
    expect(mine).toMatchObject({ name: "cron", scopes: ["read", "act"], expiresAt: null });
    expect(mine?.lastUsedAt).toBe("2026-11-22T03:27:15.000Z");
    expect(JSON.stringify(body)).not.toContain(token);
    expect((await browser.remove(`/api/me/tokens/${id}`)).status).toBe(204);
    expect((await api.get("/api/me", token)).status).toBe(401);
    expect((await browser.remove(`/api/me/tokens/${id}`)).status).toBe(404);
  });

  it("[RA4] are stored nowhere, not even among the answers kept for repeated requests", async () => {
    await givenLogin(api, "山田");
    const browser = await loggedIn("山田");
    const key = { "idempotency-key": "token-1" };
    const { body } = await browser.post("/api/me/tokens", { name: "cron", password }, key);
    const kept = await api.sql`select answer::text from idempotent_answers`;
    expect(JSON.stringify(kept)).not.toContain(body.token);
    expect(await browser.post("/api/me/tokens", { name: "cron", password }, key)).toMatchObject({
      status: 409,
      body: { code: "shown_once" },
    });
  });

  it("[RA4] ask for the password, and leave no trace of a wrong one by which it could be guessed", async () => {
    await givenLogin(api, "岡田");
    const browser = await loggedIn("岡田");
    const key = { "idempotency-key": "token-2" };
    const ask = (terms: object) => browser.post("/api/me/tokens", { name: "cron", ...terms }, key);
    const refused = await browser.post("/api/me/tokens", { name: "cron" });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ path: "password" }] } });
    const wrong = { status: 400, body: { code: "invalid_password", errors: [{ path: "password" }] } };
    expect(await ask({ password: "wrong horse battery" })).toMatchObject(wrong);
    expect(await browser.post("/api/me/tokens", { name: "cron", password: "" })).toMatchObject({
      status: 400,
      body: { code: "invalid_parameters", errors: [{ path: "password" }] },
    });
    expect((await browser.get("/api/me/tokens")).body.tokens).toEqual([]);
    expect((await ask({ password })).status).toBe(201);
    const hashOf = (body: object) => createHash("sha256").update(JSON.stringify(body)).digest("hex");
    const rows = JSON.stringify([
      await api.sql`select * from audit_log where person = '岡田' order by id`,
      await api.sql`select * from idempotent_answers`,
    ]);
    for (const trace of [password, "wrong horse", hashOf({ name: "cron", password })])
      expect(rows).not.toContain(trace);
  });

  it("[RA4] are no way to guess the password: guesses wait as at the login, and make nobody else wait", async () => {
    await givenLogin(api, "石井");
    const browser = await loggedIn("石井");
    const tries = (words: string) => browser.post("/api/me/tokens", { name: "cron", password: words });
    const statuses: number[] = [];
    for (let guess = 0; guess < 6; guess++) statuses.push((await tries("wrong horse battery")).status);
    expect(statuses).toEqual([400, 400, 400, 400, 400, 429]);
    const right = await tries(password);
    expect([right.status, right.headers.get("retry-after")]).toEqual([429, "30"]);
    expect((await browserOf(api).login("石井", password)).status).toBe(200);
    api.setClock("2026-11-22T03:27:46.000Z");
    expect((await tries(password)).status).toBe(201);
    api.setClock("2026-11-22T03:27:15.000Z");
  });

  it("[RA4] are issued by nobody whose session ends at the same moment", async () => {
    await givenLogin(api, "村上");
    await loggedIn("村上");
    const [session] = await api.sql`select id from login_sessions order by created_at desc limit 1`;
    await api.sql`delete from login_sessions where id = ${session?.id}`;
    expect(await issueTokenInSession(api.db, session?.id, "村上", new Date(), { name: "late" })).toBeNull();
    expect((await api.sql`select id from api_tokens where person = '村上' and name = 'late'`).length).toBe(0);
  });

  it("[RA4] cannot issue tokens", async () => {
    const token = await api.given.person("山本");
    const answer = await post("/api/me/tokens", token);
    expect([answer.status, await answer.json()]).toMatchObject([403, { code: "session_needed" }]);
  });

  it("[RA4] end with the password under which they were issued, and so does every other login", async () => {
    await givenLogin(api, "内藤");
    const [owner, intruder] = [await loggedIn("内藤"), await loggedIn("内藤")];
    const { token } = await issue(intruder, { name: "hidden" });
    await api.sql`insert into login_accounts (id, account_id, provider_id, user_id, created_at, updated_at)
      select 'theirs', 'theirs', 'oidc', id, now(), now() from login_users where name = '内藤'`;
    const words = { currentPassword: password, newPassword: "battery staple correct" };
    expect((await owner.post("/api/auth/change-password", words)).status).toBe(200);
    expect((await owner.get("/api/me")).status).toBe(200);
    expect((await intruder.get("/api/me")).status).toBe(401);
    expect((await api.get("/api/me", token)).status).toBe(401);
    expect(await api.sql`select id from login_accounts where id = 'theirs'`).toHaveLength(0);
  });

  it("[RA4] end with the mail address by which the company's login found the person, once another is given", async () => {
    await api.given.person("永井");
    await enableLogin(api.db, { name: "永井", mail: "nagai@old.example" }, new Date());
    const { token } = await issueToken(api.db, "永井", new Date());
    await enableLogin(api.db, { name: "永井", mail: "nagai@old.example" }, new Date());
    expect((await api.get("/api/me", token)).status).toBe(200);
    await enableLogin(api.db, { name: "永井", mail: "nagai@new.example" }, new Date());
    expect((await api.get("/api/me", token)).status).toBe(401);
  });

  it("[RA4] with scope read can only read, and expire on time", async () => {
    await givenLogin(api, "中村");
    const browser = await loggedIn("中村");
    const { token } = await issue(browser, { name: "wallboard", scopes: ["read"], expiresInDays: 30 });
    expect((await api.get("/api/incidents", token)).status).toBe(200);
    const refused = await post("/api/nothing", token);
    expect([refused.status, await refused.json()]).toMatchObject([403, { code: "read_only_token" }]);
    api.setClock("2026-12-22T03:27:14.999Z");
    expect((await api.get("/api/me", token)).status).toBe(200);
    api.setClock("2026-12-22T03:27:15.000Z");
    expect((await api.get("/api/me", token)).status).toBe(401);
    api.setClock("2026-11-22T03:27:15.000Z");
  });

  it("[RA4] note their last use once an hour", async () => {
    const token = await api.given.person("小林");
    const lastUse = async (at: string) => {
      api.setClock(at);
      await api.get("/api/me", token);
      const [row] = await api.sql`select last_used_at from api_tokens where person = '小林'`;
      return new Date(row?.last_used_at).toISOString();
    };
    expect(await lastUse("2026-11-22T03:30:00.000Z")).toBe("2026-11-22T03:30:00.000Z");
    expect(await lastUse("2026-11-22T04:29:59.999Z")).toBe("2026-11-22T03:30:00.000Z");
    expect(await lastUse("2026-11-22T04:30:00.000Z")).toBe("2026-11-22T04:30:00.000Z");
    api.setClock("2026-11-22T03:27:15.000Z");
  });

  it.each([
    ["name", { name: " " }],
    ["scopes", { name: "x", scopes: ["act"] }],
    ["scopes[0]", { name: "x", scopes: ["all"] }],
    ["expiresInDays", { name: "x", expiresInDays: 0 }],
  ])("[RA3] name what is wrong with what was asked for: %s", async (path, terms) => {
    await givenLogin(api, "吉田");
    const { status, body } = await (await loggedIn("吉田")).post("/api/me/tokens", { password, ...terms });
    expect([status, body.errors.map((error: { path: string }) => error.path)]).toEqual([400, [path]]);
  });
});

describe("an administrator", () => {
  it("[RA4] shuts a person out at once, sessions and tokens alike, and lets them in again without those", async () => {
    await givenLogin(api, "管理者", { role: "admin" });
    await givenLogin(api, "去る人");
    const token = await api.given.person("去る人");
    const [admin, leaving] = [await loggedIn("管理者"), await loggedIn("去る人")];
    await setUpSecondFactor(admin);
    const act = (name: string, what: string) => admin.post(`/api/people/${encodeURIComponent(name)}/${what}`);
    expect((await act("去る人", "disable")).status).toBe(204);
    expect((await leaving.get("/api/me")).status).toBe(401);
    expect((await api.get("/api/me", token)).status).toBe(401);
    expect((await browserOf(api).login("去る人", password)).status).toBe(401);
    const { body } = await admin.get("/api/people");
    expect(body.people).toContainEqual(
      expect.objectContaining({ name: "去る人", disabledAt: "2026-11-22T03:27:15.000Z", hasPassword: true }),
    );
    expect((await act("去る人", "enable")).status).toBe(204);
    expect((await browserOf(api).login("去る人", password)).status).toBe(200);
    expect((await api.get("/api/me", token)).status).toBe(401);
    expect((await act("だれか", "disable")).status).toBe(404);
    expect((await act("管理者", "disable")).body).toMatchObject({ status: 409, code: "own_account" });
  });
});
