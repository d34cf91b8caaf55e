import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApi, type TestApi } from "../../api/testApi.ts";
import { faultsInLightAndDark } from "../../dev/testAxe.ts";
import { chromiumFile, openConsole, startBrowser } from "./testBrowser.ts";
import { importAcme } from "./testCustomers.ts";

describe.runIf(chromiumFile !== null)("customers in the console", { timeout: 60_000 }, () => {
  let api: TestApi;
  let browser: Browser;
  let token: string;

  beforeAll(async () => {
    [api, browser] = await Promise.all([startTestApi(), startBrowser()]);
    token = await api.given.person("鈴木");
    await importAcme(api);
    await api.given.customer("umi", { name: "海洋運輸ホールディングス", plan: "basic" });
    await api.given.incident({ customer: "umi" });
  });
  afterAll(() => api.stop());

  it("[R2.4] are found by typing a part of the name in any width, those with open incidents first", async () => {
    const { page, close } = await openConsole(browser, { url: api.url, token });
    await page.goto("/customers");
    const lines = page.getByRole("main").getByRole("listitem");
    await lines.first().waitFor();
    expect(await lines.allInnerTexts()).toEqual([
      expect.stringContaining("海洋運輸"),
      expect.stringContaining("株式会社アクメ"),
    ]);
    await page.getByPlaceholder("名前かID").fill("ｱｸﾒ");
    await page.getByText("1 / 2社").waitFor();
    await lines.getByRole("link").click();
    await page.getByRole("heading", { level: 1, name: "株式会社アクメ" }).waitFor();
    await close();
  });

  it("[R2.4] have contacts, rules, systems and imports, each at an address of its own, without a secret", async () => {
    const { page, close } = await openConsole(browser, { url: api.url, token });
    await page.goto("/customers/acme");
    await page.getByText("月〜金 09:00〜18:00").waitFor();
    await page.getByRole("link", { name: "090-1234-5678" }).waitFor();
    await page.getByRole("tab", { name: "対応ルール" }).click();
    await page.getByText("web down", { exact: true }).waitFor();
    await page.getByRole("tab", { name: "システム" }).click();
    await page.getByText("鍵 secret:web01-key").first().waitFor();
    await page.goto("/customers/acme?tab=imports");
    await page.getByText("contacts.sato.phone").waitFor();
    const changes = await page.locator("li:has(code)").allInnerTexts();
    expect(changes.map((change) => change.split("\n").filter(Boolean))).toContainEqual([
      ...["~", "contacts.sato.phone", '"+819011112222"', '"+819012345678"'],
    ]);
    await close();
  });

  it("[R2.x] a supposed alert tells who would be called in which order, and why, and says what is missing", async () => {
    const { page, close, complaints } = await openConsole(browser, { url: api.url, token });
    await page.goto("/customers/acme?tab=supposed");
    const ask = page.getByRole("button", { name: "確認する" });
    await ask.click();
    await page.getByText("入力してください", { exact: true }).waitFor();
    // The refusal that this was about.
    expect(complaints.splice(0)).toEqual([expect.stringContaining("400")]);

    await page.getByLabel("警報名").fill("HTTP応答監視");
    await ask.click();
    await page.getByRole("heading", { name: "対応ルール: web down" }).waitFor();
    const calls = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "自動架電" }) });
    expect((await calls.innerText()).split(/\s+/)).toEqual([
      ...["自動架電", "1", "佐藤", "太郎", "090-1234-5678", "2", "鈴木", "花子", "090-2345-6789"],
    ]);
    await page.getByText("は営業時間外です").waitFor();
    await page.getByText("日時を選ぶ").click();
    await page.getByLabel("日時（Asia/Tokyo）").fill("2026-11-24T10:00");
    await ask.click();
    await page.getByText("2026年11月24日（火）10:00 は営業時間内です").waitFor();
    await close();
  });

  it("[R2.x] a supposed alert is explained in the language chosen, also where that is chosen later", async () => {
    const { page, close } = await openConsole(browser, { url: api.url, token });
    await page.goto("/customers/acme?tab=supposed");
    await page.getByLabel("警報名").fill("HTTP応答監視");
    await page.getByRole("button", { name: "確認する" }).click();
    await page.getByText("は営業時間外です").waitFor();
    await page.getByRole("button", { name: "鈴木" }).click();
    await page.getByRole("menuitemradio", { name: "English" }).click();
    await page.getByText("is after hours").waitFor();
    expect(await page.getByRole("tabpanel").innerText()).not.toMatch(/です|ます|様/);
    await page.getByRole("tab", { name: "Rules" }).click();
    await page.getByText("automatic calls (one after another)").first().waitFor();
    await close();
  });

  it("has no fault that axe knows of, in light and in dark", async () => {
    const { page, close } = await openConsole(browser, { url: api.url, token });
    await page.goto("/customers");
    await page.getByRole("link", { name: /株式会社アクメ/ }).click();
    for (const tab of ["概要と連絡先", "対応ルール", "システム", "取り込み履歴", "だれに届くか"]) {
      await page.getByRole("tab", { name: tab }).click();
      await page.getByRole("tabpanel").getByRole("heading").first().waitFor();
      expect(await faultsInLightAndDark(page)).toEqual([]);
    }
    await page.getByLabel("警報名").fill("HTTP応答監視");
    await page.getByRole("button", { name: "確認する" }).click();
    await page.getByRole("heading", { name: "判断の理由" }).waitFor();
    expect(await faultsInLightAndDark(page)).toEqual([]);
    await page.goto("/customers");
    await page.getByRole("link", { name: /株式会社アクメ/ }).waitFor();
    expect(await faultsInLightAndDark(page)).toEqual([]);
    await close();
  });
});
