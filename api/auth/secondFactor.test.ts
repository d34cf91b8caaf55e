import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { startTestApi, type TestApi } from "../testApi.ts";
import { browserOf, givenLogin, password, setUpSecondFactor } from "./testBrowser.ts";

let api: TestApi;
let people = 0;
beforeAll(async () => {
  api = await startTestApi();
});
afterEach(() => void vi.useRealTimers());
afterAll(() => api.stop());

const verify = "/api/auth/two-factor/verify-totp";

/** Sets up a person with a confirmed second factor. The library's clock is stopped from here on. */
async function givenSecondFactor() {
  vi.useFakeTimers({
    toFake: ["Date"],
    now: new Date("2026-11-22T03:27:15.000Z").getTime() + people * 600_000,
  });
  const name = `当番 ${++people}`;
  await givenLogin(api, name);
  const browser = browserOf(api);
  await browser.login(name, password);
  return { name, browser, ...(await setUpSecondFactor(browser)) };
}

const laterBySeconds = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1_000);

describe("a second factor", () => {
  it("[RA4] is asked for at the next login, and nothing opens without it", async () => {
    const { name, app, browser, setUp, confirmed } = await givenSecondFactor();
    expect(setUp.totpURI).toContain(`otpauth://totp/Toban:${encodeURIComponent(name)}?`);
    expect(setUp.backupCodes).toHaveLength(10);
    expect(confirmed.status).toBe(200);
    expect((await browser.get("/api/me")).body).toMatchObject({ twoFactor: true });

    const other = browserOf(api);
    const first = await other.login(name, password);
    expect(first).toMatchObject({ status: 200, body: { twoFactorRedirect: true } });
    expect((await other.get("/api/me")).status).toBe(401);
    expect((await other.post(verify, { code: "000000" })).body).toMatchObject({ code: "invalid_code" });
    expect((await other.get("/api/me")).status).toBe(401);
    laterBySeconds(30);
    expect((await other.post(verify, { code: app.code(), trustDevice: false })).status).toBe(200);
    expect((await other.get("/api/me")).body).toMatchObject({ name, via: "session" });
  });

  it("[RA4] a code opens only one session, even if two browsers send it at the same moment", async () => {
    const { name, app } = await givenSecondFactor();
    laterBySeconds(60);
    const code = app.code();
    const waiting = [browserOf(api), browserOf(api), browserOf(api)];
    for (const browser of waiting) await browser.login(name, password);
    const answers = await Promise.all(waiting.map((browser) => browser.post(verify, { code })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
    expect(answers.find(({ status }) => status === 401)?.body.code).toBe("invalid_code");
  });

  it("[RA4] the code that confirmed it does not open a session, nor does an earlier one afterwards", async () => {
    const { name, app } = await givenSecondFactor();
    const tryCode = async (code: string) => {
      const browser = browserOf(api);
      await browser.login(name, password);
      return (await browser.post(verify, { code })).status;
    };
    expect(await tryCode(app.code())).toBe(401);
    laterBySeconds(60);
    expect(await tryCode(app.code(1))).toBe(200);
    expect(await tryCode(app.code())).toBe(401);
  });

  it("[RA4] no device is remembered to skip it", async () => {
    const { name, app } = await givenSecondFactor();
    laterBySeconds(30);
    const browser = browserOf(api);
    await browser.login(name, password);
    const answer = await browser.post(verify, { code: app.code(), trustDevice: true });
    expect([answer.status, answer.body.errors[0].path]).toEqual([400, "trustDevice"]);
  });

  it("[RA4] a backup code takes its place, once", async () => {
    const { name, setUp } = await givenSecondFactor();
    const [code] = setUp.backupCodes as string[];
    const tryCode = async () => {
      const browser = browserOf(api);
      await browser.login(name, password);
      return browser.post("/api/auth/two-factor/verify-backup-code", { code });
    };
    expect((await tryCode()).status).toBe(200);
    expect((await tryCode()).body).toMatchObject({ code: "invalid_backup_code" });
  });

  it("[RA4] needs the password to be set up and to be given up", async () => {
    const { name, browser } = await givenSecondFactor();
    for (const what of ["enable", "disable"]) {
      const answer = await browser.post(`/api/auth/two-factor/${what}`, { password: "wrong horse battery" });
      expect([what, answer.status, answer.body.code]).toEqual([what, 400, "invalid_password"]);
    }
    expect((await browser.post("/api/auth/two-factor/disable", { password })).status).toBe(200);
    expect((await browserOf(api).login(name, password)).body.twoFactorRedirect).toBeUndefined();
  });

  it("[RA4] guesses at a code must wait, across any number of logins", async () => {
    const { name, app } = await givenSecondFactor();
    const statuses: number[] = [];
    for (let guess = 0; guess < 7; guess++) {
      const browser = browserOf(api);
      await browser.login(name, password);
      statuses.push((await browser.post(verify, { code: "000000" })).status);
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
    const browser = browserOf(api);
    await browser.login(name, password);
    laterBySeconds(29);
    expect((await browser.post(verify, { code: app.code() })).status).toBe(429);
  });

  it("[RA4] is encrypted in the database, and still works after key rotation", async () => {
    const { name, app } = await givenSecondFactor();
    const [row] = await api.sql`select secret from login_two_factors limit 1`;
    expect(row?.secret).not.toMatch(/^[A-Za-z0-9]{32}$/);
    const turned = await startTestApi({
      database: api.database,
      auth: {
        vaultKeys: [
          { id: "next", key: Buffer.alloc(32, 9) },
          { id: "test", key: Buffer.alloc(32, 7) },
        ],
      },
    });
    laterBySeconds(30);
    const browser = browserOf(turned);
    await browser.login(name, password);
    const { status } = await browser.post(verify, { code: app.code() });
    await turned.stop();
    expect(status).toBe(200);
  });
});
