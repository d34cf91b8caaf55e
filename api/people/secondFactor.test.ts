import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { enableLogin } from "../../db/people/logins.ts";
import { type Browser, browserOf, givenLogin, password, setUpSecondFactor } from "../auth/testBrowser.ts";
import { startCompanyLogin } from "../auth/testCompanyLogin.ts";
import { startTestApi, type TestApi } from "../testApi.ts";
import { peopleSchema } from "./schemas.ts";

let company: Awaited<ReturnType<typeof startCompanyLogin>>;
let api: TestApi;
beforeAll(async () => {
  company = await startCompanyLogin("toban");
  api = await startTestApi({ auth: { oidc: company.settings } });
});
afterEach(() => void vi.useRealTimers());
afterAll(async () => {
  await api.stop();
  await company.stop();
});

async function loggedIn(name: string, role: "operator" | "admin"): Promise<Browser> {
  await givenLogin(api, name, { role });
  const browser = browserOf(api);
  await browser.login(name, password);
  return browser;
}

const due = async (browser: Browser) => (await browser.get("/api/me")).body.secondFactorDue;
const heldBack = { status: 403, body: { code: "second_factor_required" } };

describe("an administrator", () => {
  it("[RA4] who logs in with a password alone must set up a second factor before anything else", async () => {
    const browser = await loggedIn("管理 一郎", "admin");
    expect(await due(browser)).toEqual({ step: "set-up", isRequired: true });
    for (const path of ["incidents", "board", "events", "people", "audit", "customers", "nothing"])
      expect(await browser.get(`/api/${path}`)).toMatchObject(heldBack);
    expect(await browser.post("/api/incidents/1/acknowledge", {})).toMatchObject(heldBack);
    expect(await browser.post("/api/me/tokens", { name: "way round", password })).toMatchObject(heldBack);
    for (const own of ["", "/sessions", "/tokens"])
      expect((await browser.get(`/api/me${own}`)).status).toBe(200);
    await setUpSecondFactor(browser);
    expect(await due(browser)).toBeNull();
    expect((await browser.get("/api/people")).status).toBe(200);
    expect((await browser.post("/api/me/tokens", { name: "cron", password })).status).toBe(201);
  });

  it("[RA4] is held back in a session that was opened by the password alone, until a login with the app", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date() });
    const intruder = await loggedIn("管理 二郎", "admin");
    const owner = browserOf(api);
    await owner.login("管理 二郎", password);
    const { app, setUp } = await setUpSecondFactor(owner);
    expect((await owner.get("/api/people")).status).toBe(200);
    expect(await due(intruder)).toEqual({ step: "log-in-with-it", isRequired: true });
    expect(await intruder.get("/api/people")).toMatchObject(heldBack);
    for (const way of ["disable", "generate-backup-codes"])
      expect(await intruder.post(`/api/auth/two-factor/${way}`, { password })).toMatchObject(heldBack);
    vi.setSystemTime(Date.now() + 30_000);
    for (const [way, code] of [
      ["totp", app.code()],
      ["backup-code", setUp.backupCodes[0]],
    ]) {
      const again = browserOf(api);
      await again.login("管理 二郎", password);
      await again.post(`/api/auth/two-factor/verify-${way}`, { code });
      expect([way, (await again.get("/api/people")).status]).toEqual([way, 200]);
    }
  });

  it("[RA4] keeps it through a new password, and is held back again once it is turned off", async () => {
    const browser = await loggedIn("管理 三郎", "admin");
    await setUpSecondFactor(browser);
    const next = "battery staple correct";
    await browser.post("/api/auth/change-password", { currentPassword: password, newPassword: next });
    expect((await browser.get("/api/people")).status).toBe(200);
    await browser.post("/api/auth/two-factor/disable", { password: next });
    expect(await browser.get("/api/people")).toMatchObject(heldBack);
    expect(await due(browser)).toEqual({ step: "set-up", isRequired: true });
  });

  it("[RA4] whose token a program uses needs none: it was issued at the server", async () => {
    const token = await api.given.person("管理 四郎", { role: "admin" });
    expect((await api.get("/api/people", token)).status).toBe(200);
    expect((await api.get("/api/me", token)).body.secondFactorDue).toBeNull();
  });
});

describe("an operator", () => {
  it("[RA4] without a second factor is warned, and reaches everything as before", async () => {
    const browser = await loggedIn("夜勤 一郎", "operator");
    expect(await due(browser)).toEqual({ step: "set-up", isRequired: false });
    for (const path of ["incidents", "board", "audit"])
      expect((await browser.get(`/api/${path}`)).status).toBe(200);
    expect((await browser.post("/api/me/tokens", { name: "cron", password })).status).toBe(201);
    await setUpSecondFactor(browser);
    expect(await due(browser)).toBeNull();
  });
});

describe("the company's login", () => {
  async function comesBack(at: TestApi, how: { amr?: string[] }): Promise<Browser> {
    const browser = browserOf(at);
    const begun = await browser.post("/api/auth/sign-in/social", { provider: "oidc", callbackURL: "/" });
    const employee = { sub: "7", email: "boss@msp.example", email_verified: true, ...how };
    await browser.get(company.signsIn(begun.body.url, employee));
    return browser;
  }

  it("[RA4] counts as a second factor where it says that one was used, or where all of it asks for one", async () => {
    await api.given.person("部長", { role: "admin" });
    await enableLogin(api.db, { name: "部長", mail: "boss@msp.example" }, new Date());
    expect((await (await comesBack(api, { amr: ["pwd", "otp"] })).get("/api/people")).status).toBe(200);
    for (const how of [{}, { amr: ["pwd"] }]) {
      const browser = await comesBack(api, how);
      expect(await browser.get("/api/people")).toMatchObject(heldBack);
      expect(await due(browser)).toEqual({ step: "ask-company", isRequired: true });
    }
    const trusted = await startTestApi({
      database: api.database,
      auth: { oidc: { ...company.settings, secondFactor: "always" } },
    });
    expect((await (await comesBack(trusted, {})).get("/api/people")).status).toBe(200);
    await trusted.stop();
  });
});

it("[RA4] administrators see who of the staff can come in without a second factor", async () => {
  const with2 = await loggedIn("確認 有", "operator");
  await setUpSecondFactor(with2);
  await loggedIn("確認 無", "operator");
  await givenLogin(api, "確認 客", { role: "customer", customers: ["acme"] });
  await api.given.person("確認 機械");
  await api.given.person("確認 去", { disabledAt: new Date() });
  const { body } = await api.get("/api/people", await api.given.person("確認 管理", { role: "admin" }));
  const found = peopleSchema.parse(body).people.filter(({ name }) => name.startsWith("確認"));
  const lacking = found.filter(({ lacksSecondFactor }) => lacksSecondFactor);
  expect([found.length, lacking.map(({ name }) => name)]).toEqual([6, ["確認 無"]]);
});
