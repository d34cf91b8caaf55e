import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enableLogin } from "../../db/people/logins.ts";
import { auditPageSchema } from "../audit/schemas.ts";
import { startTestApi, type TestApi } from "../testApi.ts";
import { browserOf } from "./testBrowser.ts";
import { startCompanyLogin } from "./testCompanyLogin.ts";

let company: Awaited<ReturnType<typeof startCompanyLogin>>;
let api: TestApi;
beforeAll(async () => {
  company = await startCompanyLogin("toban");
  api = await startTestApi({ auth: { oidc: company.settings } });
  await api.given.person("鈴木");
  await enableLogin(api.db, { name: "鈴木", mail: "Suzuki@msp.example" }, new Date());
});
afterAll(async () => {
  await api.stop();
  await company.stop();
});

async function comesBackAs(employee: Parameters<typeof company.signsIn>[1]) {
  const browser = browserOf(api);
  const begun = await browser.post("/api/auth/sign-in/social", { provider: "oidc", callbackURL: "/" });
  expect(begun.status).toBe(200);
  const back = await browser.get(company.signsIn(begun.body.url, employee));
  return { browser, location: back.headers.get("location"), me: await browser.get("/api/me") };
}

describe("the company's own login", () => {
  it("is offered by its name", async () => {
    expect((await browserOf(api).get("/api/auth/methods")).body).toEqual({
      password: true,
      oidc: { name: "社内ログイン" },
    });
  });

  it("[RA4] admits people we know by a mail address that it has verified", async () => {
    const suzuki = { sub: "42", email: "suzuki@msp.example", email_verified: true };
    const first = await comesBackAs(suzuki);
    expect([first.location, first.me.body]).toMatchObject(["/", { name: "鈴木", via: "session" }]);
    const again = await comesBackAs(suzuki);
    expect(again.me.body).toMatchObject({ name: "鈴木" });
    const nothing = { access_token: null, refresh_token: null, id_token: null };
    expect(await api.sql`select access_token, refresh_token, id_token from login_accounts`).toEqual([
      nothing,
    ]);
  });

  it.each([
    ["whom we do not know", { sub: "43", email: "nobody@msp.example", email_verified: true }],
    [
      "whose address it does not vouch for",
      { sub: "44", email: "suzuki@msp.example", email_verified: false },
    ],
  ])("[RA4] makes nobody a person, and lets in nobody %s", async (_who, employee) => {
    const { location, me } = await comesBackAs(employee);
    expect(me.status).toBe(401);
    expect(location).toMatch(/^\/login\?error=\w+$/);
    expect(await api.sql`select name from login_users`).toEqual([{ name: "鈴木" }]);
  });

  it("[RA4] is no way around being shut out", async () => {
    await api.sql`update people set disabled_at = now()`;
    const suzuki = { sub: "42", email: "suzuki@msp.example", email_verified: true };
    const { me, location } = await comesBackAs(suzuki);
    expect([me.status, location]).toEqual([401, "/login?error=invalid_username_or_password"]);
    await api.sql`update people set disabled_at = null`;
  });

  it("[RA4] replaces the password of a person without one, for ten minutes after a login", async () => {
    const suzuki = { sub: "42", email: "suzuki@msp.example", email_verified: true };
    api.setClock(new Date().toISOString());
    const issuing = async (secondsAgo: number | undefined) => {
      const seen = secondsAgo === undefined ? {} : { auth_time: Math.floor(Date.now() / 1_000) - secondsAgo };
      const { browser } = await comesBackAs({ ...suzuki, ...seen });
      const { status, body } = await browser.post("/api/me/tokens", { name: "cron" });
      return status === 201 ? status : body.code;
    };
    expect(await issuing(undefined)).toBe("fresh_login_needed");
    expect(await issuing(700)).toBe("fresh_login_needed");
    expect(await issuing(60)).toBe(201);
    const asked = { provider: "oidc", callbackURL: "/account", again: true };
    const { body } = await browserOf(api).post("/api/auth/sign-in/social", asked);
    const address = new URL(body.url).searchParams;
    expect([address.get("prompt"), address.get("max_age")]).toEqual(["login", "0"]);
    api.setClock("2026-11-22T03:27:15.000Z");
  });

  it("[RA4] sends nobody to a page that is not ours", async () => {
    const asked = { provider: "oidc", callbackURL: "https://evil.example/" };
    expect((await browserOf(api).post("/api/auth/sign-in/social", asked)).status).toBe(400);
    const sneaky = { provider: "oidc", callbackURL: "//evil.example/" };
    expect((await browserOf(api).post("/api/auth/sign-in/social", sneaky)).status).toBeGreaterThanOrEqual(
      400,
    );
  });

  it("[RA4] keeps nothing of those who begin and never come back", async () => {
    const begin = () => browserOf(api).post("/api/auth/sign-in/social", { provider: "oidc" });
    expect((await begin()).status).toBe(200);
    expect(await api.sql`select id from login_verifications`).toEqual([]);
  });

  it("[RA4] counts returns that we did not send, but spares known browsers", async () => {
    const line = { "x-forwarded-for": "2001:db8::1" };
    const suzuki = { sub: "42", email: "suzuki@msp.example", email_verified: true };
    const { browser } = await comesBackAs(suzuki);
    const callback = "/api/auth/callback/oidc?code=x&state=y";
    const errorOf = ({ headers }: { headers: Headers }) => headers.get("location")?.split("error=")[1];
    for (let n = 0; n < 30; n++) await browserOf(api).get(callback, line);
    expect(errorOf(await browserOf(api).get(callback, line))).toBe("too_many_attempts");
    expect(errorOf(await browserOf(api).get(callback, { "x-forwarded-for": "2001:db8:0:1::1" }))).not.toBe(
      "too_many_attempts",
    );
    expect(errorOf(await browser.get(callback, line))).not.toBe("too_many_attempts");
  });

  it("[RA4] is in the audit log, repeated failures of one kind only once", async () => {
    const { body } = await api.get(
      "/api/audit?action=login-company",
      await api.given.person("管理者", { role: "admin" }),
    );
    const { entries } = auditPageSchema.parse(body);
    const done = entries.filter(({ outcome }) => outcome === "done").map(({ person }) => person);
    expect(done).toEqual(Array(6).fill("鈴木"));
    const refused = entries.filter(({ outcome }) => outcome === "refused");
    expect(new Set(refused.map(({ person }) => person))).toEqual(new Set(["?"]));
    expect(new Set(refused.map(({ code }) => code)).size).toBe(refused.length);
  });
});
