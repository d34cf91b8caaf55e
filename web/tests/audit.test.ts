import { text } from "node:stream/consumers";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { givenLogin, password } from "../../api/auth/testBrowser.ts";
import { startTestApi, type TestApi } from "../../api/testApi.ts";
import { faultsInLightAndDark } from "../../dev/testAxe.ts";
import { givenNight } from "./testAudit.ts";
import { chromiumFile, openConsole, startBrowser } from "./testBrowser.ts";
import { importAcme } from "./testCustomers.ts";

describe.runIf(chromiumFile !== null)("the audit log in the console", { timeout: 60_000 }, () => {
  let api: TestApi;
  let browser: Browser;
  let token: string;

  beforeAll(async () => {
    [api, browser] = await Promise.all([startTestApi({ isAskedHere: true }), startBrowser()]);
    await givenLogin(api, "鈴木 次郎");
    token = await api.given.person("鈴木 次郎");
    await importAcme(api);
    await givenNight(api, 6);
  });
  afterAll(() => api.stop());

  it("[RA4] is read on page by page to its end", async () => {
    const { page, close } = await openConsole(browser, { url: api.url, token });
    await page.goto("/audit");
    const rows = page.locator("tbody tr");
    await rows.first().waitFor();
    expect(await rows.count()).toBe(50);
    await page.getByRole("button", { name: "さらに読む" }).click();
    await page.getByText("ここまでです").waitFor();
    expect(await rows.count()).toBe(66);
    await close();
  });

  it("[RA4] is filtered by what stands in the address, which a link, a choice and typing change", async () => {
    const { page, close } = await openConsole(browser, { url: api.url, token });
    const rows = page.locator("tbody tr");
    await page.goto("/audit?customer=acme");
    await rows.first().waitFor();
    const customers = rows.locator("td:nth-child(4) a:first-child");
    await expect
      .poll(async () => new Set(await customers.allInnerTexts()))
      .toEqual(new Set(["株式会社アクメ"]));
    await page.getByRole("button", { name: /すべての操作/ }).click();
    await page.getByRole("option", { name: "担当", exact: true }).click();
    await page.waitForURL(/action=take/);
    await page.getByLabel("人").fill("高橋 望");
    await page.getByLabel("人").press("Enter");
    await page.waitForURL(/person=/);
    await expect.poll(() => rows.count()).toBe(6);
    await page.reload();
    await expect.poll(() => rows.count()).toBe(6);
    await page.getByRole("button", { name: "条件を消す" }).click();
    await page.waitForURL(/\/audit$/);
    await page.getByRole("link", { name: "不明な名前" }).first().click();
    await page.waitForURL(/person=/);
    await expect.poll(() => rows.count()).toBe(6);
    await close();
  });

  it("[RA4] is saved as CSV by the same filters", async () => {
    const { page, close } = await openConsole(browser, { url: api.url });
    // A download brings the session's cookie, and no header of the test's.
    await page.request.post("/api/auth/sign-in/username", { data: { username: "鈴木 次郎", password } });
    await page.goto("/audit?action=take&person=高橋 望");
    await page.locator("tbody tr").first().waitFor();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "CSVで保存" }).click(),
    ]);
    const lines = await text(await download.createReadStream());
    expect(lines.trim().split("\r\n")).toHaveLength(7);
    await close();
  });

  it("has no fault that axe knows of, in light and in dark", async () => {
    const { page, close } = await openConsole(browser, { url: api.url, token });
    await page.goto("/audit?person=高橋 望");
    await page.locator("tbody tr").first().waitFor();
    expect(await faultsInLightAndDark(page)).toEqual([]);
    await close();
  });
});
