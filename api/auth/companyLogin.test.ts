import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enableLogin } from "../../db/queries/logins.ts";
import { auditPageSchema } from "../audit/schemas.ts";
import { startTestApi, type TestApi } from "../testApi.ts";
import { browserOf } from "./testBrowser.ts";
import { startCompanyLogin } from "./testCompanyLogin.ts";

let company: Awaited<ReturnType<typeof startCompanyLogin>>;
let api: TestApi;
beforeAll(async () => {
  company = await startCompanyLogin("toban");
  const oidc = { issuer: company.issuer, clientId: "toban", clientSecret: "s", name: "社内ログイン" };
  api = await startTestApi({ auth: { oidc } });
  await api.given.person("鈴木");
  await enableLogin(api.db, { name: "鈴木", mail: "Suzuki@msp.example" }, new Date());
});
afterAll(async () => {
  await api.stop();
  await company.stop();
});

async function comesBackAs(employee: { sub: string; email: string; email_verified: boolean }) {
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

  it("[RA4] lets in whom we know by the mail address that it vouches for", async () => {
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

  it("[RA4] sends nobody to a page that is not ours", async () => {
    const asked = { provider: "oidc", callbackURL: "https://evil.example/" };
    expect((await browserOf(api).post("/api/auth/sign-in/social", asked)).status).toBe(400);
    const sneaky = { provider: "oidc", callbackURL: "//evil.example/" };
    expect((await browserOf(api).post("/api/auth/sign-in/social", sneaky)).status).toBeGreaterThanOrEqual(
      400,
    );
  });

  it("[RA4] stands in the audit log", async () => {
    const { body } = await api.get(
      "/api/audit?action=login-company",
      await api.given.person("管理者", { role: "admin" }),
    );
    const { entries } = auditPageSchema.parse(body);
    expect(entries.map(({ person, outcome }) => [person, outcome])).toEqual([
      ["?", "refused"],
      ["?", "refused"],
      ["?", "refused"],
      ["鈴木", "done"],
      ["鈴木", "done"],
    ]);
  });
});
