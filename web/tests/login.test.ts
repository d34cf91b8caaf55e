import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApi, type TestApi } from "../../api/testApi.ts";
import { faultsInLightAndDark } from "../../dev/testAxe.ts";
import { chromiumFile, openConsole, startBrowser } from "./testBrowser.ts";

describe.runIf(chromiumFile !== null)("the login page", { timeout: 60_000 }, () => {
  let api: TestApi;
  let browser: Browser;

  beforeAll(async () => {
    [api, browser] = await Promise.all([startTestApi(), startBrowser()]);
  });
  afterAll(() => api.stop());

  it("has no fault that axe knows of, in light and in dark", async () => {
    const { page, close, complaints } = await openConsole(browser, { url: api.url });
    await page.goto("/login");
    await page.getByLabel("パスワード").waitFor();
    expect(await faultsInLightAndDark(page)).toEqual([]);
    complaints.length = 0;
    await close();
  });

  it("[RA4] says that it was refused, never which of the two was wrong, and keeps the name", async () => {
    const { page, close, complaints } = await openConsole(browser, { url: api.url });
    await page.goto("/login");
    await page.getByLabel("ユーザー名").fill("suzuki");
    await page.getByLabel("パスワード").fill("wrong");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").filter({ hasText: "入力内容が正しくありません" }).waitFor();
    expect(await page.getByLabel("ユーザー名").inputValue()).toBe("suzuki");
    complaints.length = 0;
    await close();
  });
});
