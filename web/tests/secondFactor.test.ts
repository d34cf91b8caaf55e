import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { authenticatorApp, givenLogin, password } from "../../api/auth/testBrowser.ts";
import { startTestApi, type TestApi } from "../../api/testApi.ts";
import { faultsFoundByAxe, faultsInLightAndDark } from "../../dev/testAxe.ts";
import { chromiumFile, openConsole, startBrowser } from "./testBrowser.ts";

describe.runIf(chromiumFile !== null)("staff without a second factor", { timeout: 60_000 }, () => {
  let api: TestApi;
  let browser: Browser;

  beforeAll(async () => {
    const here = { auth: { publicUrl: "http://127.0.0.1" } };
    [api, browser] = await Promise.all([startTestApi(here), startBrowser()]);
    await givenLogin(api, "夜勤 一郎");
  });
  afterAll(() => api.stop());

  async function logIn(page: Page, name: string, place: string): Promise<void> {
    await page.goto(place);
    await page.getByLabel("ユーザー名").fill(name);
    await page.getByLabel("パスワード").fill(password);
    await page.keyboard.press("Enter");
  }

  /** As the page asks: the password, the app's first code, the backup codes. */
  async function setUp(page: Page): Promise<void> {
    expect(await page.getByRole("button", { name: "やめる" }).count()).toBe(0);
    await page.getByLabel("現在のパスワード").fill(password);
    await page.getByRole("button", { name: "次へ" }).click();
    const shown = page.locator("code").filter({ hasText: / / });
    const secret = (await shown.innerText()).replaceAll(" ", "");
    const app = authenticatorApp(`otpauth://totp/x?secret=${secret}`);
    await page.getByLabel("認証アプリに表示された6桁のコード").fill(app.code());
    await page.keyboard.press("Enter");
    await page.getByText("二度と表示されません").waitFor();
    await page.getByRole("button", { name: "控えました" }).click();
  }

  it("[RA4] an administrator is led to set one up, and then to where they wanted to go", async () => {
    await givenLogin(api, "管理 花子", { role: "admin" });
    const { page, close, complaints } = await openConsole(browser, { url: api.url });
    await logIn(page, "管理 花子", "/people");
    await page.getByRole("heading", { level: 1, name: "二要素認証を設定する" }).waitFor();
    await page.getByText("パスワードだけでは操作できない").waitFor();
    expect(await faultsInLightAndDark(page)).toEqual([]);
    for (const place of ["/", "/audit", "/people"]) {
      await page.goto(place);
      await page.waitForURL(`**/second-factor?next=${encodeURIComponent(place)}`);
    }
    expect(await page.getByRole("navigation", { name: "画面" }).getByRole("link").count()).toBe(0);
    await setUp(page);
    await page.getByRole("heading", { level: 1, name: "利用者" }).waitFor();
    const row = page.getByRole("listitem").filter({ hasText: "夜勤 一郎" });
    await row.getByText("二要素認証なし").waitFor();
    await page.getByRole("link", { name: "操作記録" }).waitFor();
    // Nobody was logged in at first, and the board was read before anybody knew that it would be refused.
    for (const complaint of complaints.splice(0)) expect(complaint).toMatch(/40[13]/);
    await close();
  });

  it("[RA4] an operator is warned on every page and kept from none, until one is set up", async () => {
    const { page, close, complaints } = await openConsole(browser, { url: api.url });
    await logIn(page, "夜勤 一郎", "/");
    const warning = page.getByRole("complementary", { name: "二要素認証のお知らせ" });
    for (const [place, title] of [
      ["/", "当番表"],
      ["/triage", "振り分け"],
      ["/audit", "操作記録"],
    ] as const) {
      if (place !== "/") await page.goto(place);
      await page.getByRole("heading", { level: 1, name: title }).waitFor();
      await warning.getByText("二要素認証が設定されていません").waitFor();
    }
    expect(await faultsFoundByAxe(page)).toEqual([]);
    await warning.getByRole("link", { name: "設定する" }).click();
    await page.getByText("パスワードが漏れたときに備えて").waitFor();
    await setUp(page);
    await page.getByRole("heading", { level: 1, name: "操作記録" }).waitFor();
    expect(await warning.count()).toBe(0);
    for (const complaint of complaints.splice(0)) expect(complaint).toContain("401");
    await close();
  });
});
