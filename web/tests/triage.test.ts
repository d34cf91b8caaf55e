import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApi, type TestApi } from "../../api/testApi.ts";
import { faultsFoundByAxe, faultsInLightAndDark } from "../../dev/testAxe.ts";
import { chromiumFile, openConsole, startBrowser } from "./testBrowser.ts";
import { givenCustomers, givenQueue } from "./testIncidents.ts";

describe.runIf(chromiumFile !== null)("the triage queue", { timeout: 60_000 }, () => {
  let api: TestApi;
  let browser: Browser;
  let token: string;
  let queue: Awaited<ReturnType<typeof givenQueue>>;
  let version: number;

  beforeAll(async () => {
    [api, browser] = await Promise.all([startTestApi(), startBrowser()]);
    token = await api.given.person("山田 健太郎");
    version = await givenCustomers(api);
  });
  afterAll(() => api.stop());

  const open = async (options: Partial<Parameters<typeof openConsole>[1]> = {}) => {
    const opened = await openConsole(browser, { url: api.url, token, ...options });
    await opened.page.goto("/triage");
    return opened;
  };

  const entriesOf = (page: Page) =>
    page.getByRole("list", { name: "人の判断を待つもの" }).getByRole("listitem");

  it("says so where nothing waits for a person", async () => {
    const { page, close } = await open();
    await page.getByText("振り分け待ちはありません").waitFor();
    expect(await faultsFoundByAxe(page)).toEqual([]);
    await close();
    queue = await givenQueue(api, version);
  });

  it("[R5.1a] [R3.1b] shows the worst first, each with why and how long there is", async () => {
    const { page, close } = await open();
    const entries = entriesOf(page);
    await expect.poll(() => entries.count()).toBe(4);
    const [first, second, third, fourth] = await entries.allInnerTexts();
    expect(first).toMatch(/初動目標超過[\s\S]*超過[\s\S]*db-primary/);
    expect(second).toMatch(/通知不達[\s\S]*終了済み/);
    expect(third).toMatch(/振り分け待ち[\s\S]*残り[\s\S]*NAS03[\s\S]*お客様不明/);
    expect(fourth).toMatch(/振り分け待ち[\s\S]*JVMヒープ使用率/);
    await close();
  });

  it("[R5.1a] asks for the customer where it is unknown, found by name or id; and proposes the rule to copy", async () => {
    const { page, close } = await open();
    await entriesOf(page).first().waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.getByRole("heading", { name: /NAS03/ }).waitFor();
    const field = page.getByRole("combobox", { name: "どのお客様のアラートですか" });
    await field.waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.type("hikari");
    expect(await page.getByRole("option").allInnerTexts()).toEqual([
      expect.stringContaining("ひかり信用金庫"),
    ]);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    expect(await page.getByRole("button", { name: "このお客様に割り当てる" }).isEnabled()).toBe(true);
    await page.getByText('alarm: "【警告】ストレージ使用率 91% (NAS03)"').waitFor();
    await close();
  });

  it("[R5.1a] asks for the rule of a known customer; one that would leave it in triage is shown and cannot be chosen", async () => {
    const { page, close } = await open();
    await entriesOf(page).first().waitFor();
    for (let times = 0; times < 4; times++) await page.keyboard.press("j");
    await page.getByRole("combobox", { name: "どの対応ルールで進めますか" }).waitFor();
    await page.keyboard.press("Enter");
    const option = (name: string) => page.getByRole("option", { name });
    await option("そのほか").waitFor();
    expect(await option("手動で判断するもの").getAttribute("aria-disabled")).toBe("true");
    expect(await option("倉庫管理システムの重大障害").innerText()).toContain("自動架電（順次）");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.keyboard.press("k");
    await page.getByRole("heading", { name: /NAS03/ }).waitFor();
    await close();
  });

  it("keeps the place where the queue moves, and marks as looked at what needs no more", async () => {
    const { page, close } = await open();
    await page.getByRole("heading", { name: "db-primary　応答監視" }).waitFor();
    await page.keyboard.press("s");
    await page.getByRole("heading", { level: 2, name: "wms-batch-02　夜間バッチ遅延" }).waitFor();
    await expect.poll(() => entriesOf(page).count()).toBe(3);
    await page.keyboard.press("o");
    await page.waitForURL(new RegExp(`/incidents/${queue.untold}$`));
    await close();
  });

  it("has no fault that axe knows of, in light and in dark", async () => {
    const { page, close } = await open();
    await entriesOf(page).first().waitFor();
    await page.keyboard.press("j");
    await page.getByRole("combobox").waitFor();
    expect(await faultsInLightAndDark(page)).toEqual([]);
    await close();
  });

  it("fits a telephone", async () => {
    const { page, close } = await open({ width: 390, height: 844 });
    await entriesOf(page).first().waitFor();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await close();
  });
});
