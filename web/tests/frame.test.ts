import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApi, type TestApi } from "../../api/testApi.ts";
import { faultsInLightAndDark } from "../../dev/testAxe.ts";
import { chromiumFile, openConsole, startBrowser } from "./testBrowser.ts";

describe.runIf(chromiumFile !== null)("the console's frame", { timeout: 60_000 }, () => {
  let api: TestApi;
  let browser: Browser;
  let operator: string;

  beforeAll(async () => {
    [api, browser] = await Promise.all([startTestApi(), startBrowser()]);
    operator = await api.given.person("鈴木");
  });
  afterAll(() => api.stop());

  it("[RA4] leads who is not logged in to the login, and back to where they wanted to go", async () => {
    const { page, close, complaints } = await openConsole(browser, { url: api.url });
    await page.goto("/audit");
    await page.waitForURL(/\/login\?next=%2Faudit/);
    // The refusal that led here.
    expect(complaints.splice(0)).toEqual([expect.stringContaining("401")]);
    await close();
  });

  it("shows an operator all pages, and every one of them bears its title", async () => {
    const { page, close } = await openConsole(browser, { url: api.url, token: operator });
    await page.goto("/");
    for (const name of ["当番表", "振り分け", "お客様", "操作記録"]) {
      await page.getByRole("navigation").getByRole("link", { name }).click();
      await page.getByRole("heading", { level: 1, name }).waitFor();
      expect(await page.title()).toContain(name);
    }
    await close();
  });

  it("remembers light or dark, and the language", async () => {
    const { page, close } = await openConsole(browser, { url: api.url, token: operator });
    await page.goto("/account");
    await page.getByRole("button", { name: /鈴木/ }).click();
    await page.getByRole("menuitemradio", { name: "暗い" }).click();
    await page.getByRole("button", { name: /鈴木/ }).click();
    await page.getByRole("menuitemradio", { name: "English" }).click();
    await page.getByRole("link", { name: "Triage" }).waitFor();
    await page.reload();
    await page.getByRole("link", { name: "Triage" }).waitFor();
    const root = page.locator("html");
    expect([await root.getAttribute("data-theme"), await root.getAttribute("lang")]).toEqual(["dark", "en"]);
    await close();
  });

  it("has no fault that axe knows of, in light and in dark", async () => {
    const { page, close } = await openConsole(browser, { url: api.url, token: operator });
    await page.goto("/account");
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect(await faultsInLightAndDark(page)).toEqual([]);
    await close();
  });
});
