import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { authenticatorApp, browserOf, givenLogin, password } from "../../api/auth/testBrowser.ts";
import { startCompanyLogin } from "../../api/auth/testCompanyLogin.ts";
import { startTestApi, type TestApi } from "../../api/testApi.ts";
import { chromiumFile, openConsole, startBrowser } from "./testBrowser.ts";

describe.runIf(chromiumFile !== null)("logging in to the console", { timeout: 60_000 }, () => {
  let company: Awaited<ReturnType<typeof startCompanyLogin>>;
  let api: TestApi;
  let browser: Browser;

  beforeAll(async () => {
    company = await startCompanyLogin("toban");
    // Its cookies are those of plain http, as on the machine of somebody who tries Toban.
    const here = { isAskedHere: true, auth: { oidc: company.settings } };
    [api, browser] = await Promise.all([startTestApi(here), startBrowser()]);
    await givenLogin(api, "当番 一郎");
  }, 120_000);
  afterAll(async () => {
    await api.stop();
    await company.stop();
  });

  it("[RA4] takes name, password and the app's code, stays over a reload, and ends with the session", async () => {
    const phone = browserOf(api);
    await phone.login("当番 一郎", password);
    const { body } = await phone.post("/api/auth/two-factor/enable", { password });
    const app = authenticatorApp(String(body.totpURI));
    await phone.post("/api/auth/two-factor/verify-totp", { code: app.code(-1) });

    const { page, close, complaints } = await openConsole(browser, { url: api.url });
    await page.goto("/audit");
    await page.getByLabel("ユーザー名").fill("当番　一郎");
    await page.getByLabel("パスワード").fill("wrong horse battery");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").waitFor();
    await page.getByLabel("パスワード").fill(password);
    await page.keyboard.press("Enter");
    await page.getByLabel("確認コード").fill("000000");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").waitFor();
    await page.getByLabel("確認コード").fill(app.code());
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "操作記録" }).waitFor();
    await page.reload();
    await page.getByRole("button", { name: /当番 一郎/ }).click();
    await page.getByRole("menuitem", { name: "ログアウト" }).click();
    await page.waitForURL(/\/login/);
    await page.goto("/audit");
    await page.waitForURL(/\/login\?next=/);
    // Each refusal that was meant: nobody logged in, wrong password, wrong code, nobody again.
    for (const complaint of complaints.splice(0)) expect(complaint).toContain("401");
    await close();
  });

  it("[RA4] goes to the company's login by its button", async () => {
    const { page, context, close, complaints } = await openConsole(browser, {
      url: api.url,
      isAlone: true,
    });
    await context.route(`${company.issuer}/**`, (route) => route.fulfill({ body: "社内ログイン" }));
    await page.goto("/login");
    complaints.splice(0);
    await page.getByRole("button", { name: /社内ログイン/ }).click();
    await page.waitForURL(`${company.issuer}/authorize?**`);
    expect(new URL(page.url()).searchParams.get("redirect_uri")).toBe(
      `${api.publicUrl}/api/auth/callback/oidc`,
    );
    await close();
  });
});
