import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startTestApi, type TestApi } from "../../api/testApi.ts";
import { eq, sql } from "../../db/drizzle.ts";
import { incidents } from "../../db/schema/index.ts";
import { faultsFoundByAxe, faultsInLightAndDark } from "../../dev/testAxe.ts";
import { givenNight } from "./testBoard.ts";
import { chromiumFile, openConsole, startBrowser } from "./testBrowser.ts";
import { startProxy } from "./testProxy.ts";

const minutes = (count: number): Date => new Date(Date.now() + count * 60_000);
const nodesOf = (page: Page): Promise<string[]> =>
  page
    .locator("tbody tr")
    .evaluateAll((rows) =>
      rows
        .toSorted(
          (one, other) =>
            Number(one.getAttribute("aria-rowindex")) - Number(other.getAttribute("aria-rowindex")),
        )
        .map((row) => row.querySelector("a bdi")?.textContent ?? ""),
    );
const rowOf = (page: Page, node: string) => page.getByRole("row").filter({ hasText: node });

describe.runIf(chromiumFile !== null)("the board", { timeout: 60_000 }, () => {
  let api: TestApi;
  let browser: Browser;
  let operator: string;
  let night: Awaited<ReturnType<typeof givenNight>>;

  beforeAll(async () => {
    [api, browser] = await Promise.all([startTestApi(), startBrowser()]);
    operator = await api.given.person("鈴木");
  });
  beforeEach(async () => {
    await api.db.execute(
      sql`truncate incidents, alerts, calls, customers, customer_versions restart identity`,
    );
    night = await givenNight(api);
  });
  afterAll(() => api.stop());

  async function openBoard(options: Partial<Parameters<typeof openConsole>[1]> = {}, at = "/") {
    const opened = await openConsole(browser, { url: api.url, token: operator, ...options });
    await opened.page.goto(at);
    await opened.page.getByText("更新中").or(opened.page.getByText("Live")).waitFor();
    return opened;
  }

  it("is not turned around by what a tool sends: its directions stay its own", async () => {
    await api.db.update(incidents).set({ alarm: "ディスク\u202eDISK" }).where(eq(incidents.node, "web02"));
    const { page, close } = await openBoard();
    const link = rowOf(page, "web02").getByRole("link");
    const title = (await link.getAttribute("title")) ?? "";
    expect(title).toContain("\u2068ディスク\u202eDISK\u2069");
    expect(await link.locator("bdi").evaluateAll((all) => all.map((one) => one.textContent))).toEqual([
      "web02",
      "ディスク\u202eDISK",
    ]);
    const directions = await link
      .locator("bdi")
      .evaluateAll((all) => all.map((one) => getComputedStyle(one).unicodeBidi));
    expect(directions).toEqual(["isolate", "isolate"]);
    await close();
  });

  it("is asked for before its script is there, once, and drawn with its rows", async () => {
    const { page, close } = await openConsole(browser, { url: api.url, token: operator, isAlone: true });
    const asked: string[] = [];
    page.on("request", (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith("/api/")) asked.push(pathname);
    });
    const board = page.waitForResponse("**/api/board");
    await page.route("**/assets/*.js", async (route) => {
      await board;
      await route.continue();
    });
    await page.goto("/");
    await rowOf(page, "batch01").waitFor();
    await page.getByText("更新中").waitFor();
    expect(asked.toSorted()).toEqual(["/api/board", "/api/events", "/api/me"]);
    await close();
  });

  it("is asked for by the script if the answer ahead of it was lost", async () => {
    const { page, complaints, close } = await openConsole(browser, {
      url: api.url,
      token: operator,
      isAlone: true,
    });
    const ahead = { times: 1 };
    await page.route("**/api/board", (route) => route.abort(), ahead);
    await page.route("**/api/me", (route) => route.abort(), ahead);
    await page.goto("/");
    await rowOf(page, "batch01").waitFor();
    for (const complaint of complaints.splice(0)) expect(complaint).toContain("net::ERR_FAILED");
    await close();
  });

  it("[R3.1b] shows what is due next first, with until when, what happens, and who has it", async () => {
    const { page, close } = await openBoard();
    await rowOf(page, "batch01").waitFor();
    expect(await nodesOf(page)).toEqual([
      ...["db-primary", "wms-batch-02", "【警告】ストレージ使用率 91% (NAS03)", "web01", "fw-edge-1"],
      ...["vpn-gw", "shop-api", "app03", "web02", "batch01"],
    ]);
    await rowOf(page, "db-primary")
      .getByText(/^超過 1分\d\d秒$/)
      .waitFor();
    await rowOf(page, "wms-batch-02")
      .getByText(/^残り 3分\d\d秒$/)
      .waitFor();
    await rowOf(page, "web01").getByText("佐藤 太郎様へ架電中").waitFor();
    await rowOf(page, "vpn-gw").getByText("次の架電").waitFor();
    await rowOf(page, "vpn-gw").getByRole("gridcell", { name: "鈴木", exact: true }).waitFor();
    expect(await page.title()).toBe("(8) 当番表 | 当番");
    await close();
  });

  it.each([1440, 390])("has no fault that axe knows of, in light and in dark (%i wide)", async (width) => {
    const { page, close } = await openBoard({ width });
    await rowOf(page, "batch01").waitFor();
    expect(await faultsInLightAndDark(page)).toEqual([]);
    await close();
  });

  it("shows what is new, what changed and what ended, as it happens, and says what is new", async () => {
    const { page, close } = await openBoard();
    const number = await api.given.incident({ node: "mail-01", alarm: "SMTP", level: "low" });
    await rowOf(page, "mail-01").getByText("低").waitFor();
    await page
      .getByRole("status")
      .filter({ hasText: "新しい警報（低）株式会社アクメ mail-01 SMTP" })
      .waitFor();
    await api.db.update(incidents).set({ level: "high" }).where(eq(incidents.number, number));
    await rowOf(page, "mail-01").getByText("高").waitFor();
    await api.db
      .update(incidents)
      .set({ state: "closed", closedAt: new Date() })
      .where(eq(incidents.number, number));
    await rowOf(page, "mail-01").waitFor({ state: "detached" });
    await close();
  });

  it("moves nothing under the hands of somebody at work: a new order waits until it is asked for", async () => {
    const { page, close } = await openBoard();
    await rowOf(page, "batch01").waitFor();
    await page.keyboard.press("j");
    await api.given.incident({ node: "core-sw", openedAt: minutes(-20) });
    await page.getByRole("button", { name: "並べ替え 1件" }).waitFor();
    expect((await nodesOf(page))[0]).toBe("db-primary");
    await page.getByRole("button", { name: "並べ替え 1件" }).click();
    await rowOf(page, "core-sw").waitFor();
    expect((await nodesOf(page))[0]).toBe("core-sw");
    // The incident that was meant is still the one that is meant.
    expect(await page.getByRole("grid").getAttribute("aria-activedescendant")).toBe(
      `incident-${night.breached}`,
    );
    await close();
  });

  it("is worked by key, and the way back from an incident keeps the filters", async () => {
    const { page, close } = await openBoard();
    await page.keyboard.press("/");
    await page.keyboard.type("ｈｔｔｐ");
    await expect.poll(() => nodesOf(page)).toEqual(["web01", "web02"]);
    await page.keyboard.press("Escape");
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await page.getByText("選択 1件").waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/incidents/${night.acknowledged}`);
    await page.getByRole("heading", { name: "操作" }).waitFor();
    await page.goBack();
    await expect.poll(() => nodesOf(page)).toEqual(["web01", "web02"]);
    await page.keyboard.press("j");
    await page.keyboard.press("c");
    await page.waitForURL(`**/incidents/${night.calling}?panel=call`);
    await close();
  });

  it("takes keys for what they are meant to be: not in a field, not while an IME composes, not in a dialog", async () => {
    const { page, context, close } = await openBoard({ isAlone: true });
    await rowOf(page, "batch01").waitFor();
    const grid = page.getByRole("grid");
    await page.keyboard.press("/");
    const devtools = await context.newCDPSession(page);
    await devtools.send("Input.imeSetComposition", { text: "じ", selectionStart: 1, selectionEnd: 1 });
    await page.keyboard.type("jj");
    expect(await grid.getAttribute("aria-activedescendant")).toBeNull();
    await page.getByRole("searchbox").fill("");
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    const dialog = page.getByRole("dialog", { name: "キー操作" });
    await dialog.waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    expect(await grid.getAttribute("aria-activedescendant")).toBeNull();
    await close();
  });

  it("keeps its filters in the address", async () => {
    const { page, close } = await openBoard();
    await page.getByRole("combobox", { name: "お客様" }).fill("ひかり");
    await page.getByRole("option", { name: "ひかり信用金庫" }).click();
    await expect.poll(() => nodesOf(page)).toEqual(["db-primary", "fw-edge-1", "batch01"]);
    await page.getByRole("button", { name: /全レベル/ }).click();
    await page.getByRole("option", { name: "低" }).click();
    await page.waitForURL(/level=low/);
    await page.reload();
    await rowOf(page, "fw-edge-1").waitFor();
    await expect.poll(() => nodesOf(page)).toEqual(["fw-edge-1", "batch01"]);
    await page.goto("/?mine=true");
    await expect.poll(() => nodesOf(page)).toEqual(["vpn-gw"]);
    await close();
  });

  it("goes on by itself when the network comes back, and has missed nothing", async () => {
    const proxy = await startProxy(api.url);
    const { page, close, complaints } = await openBoard({ url: proxy.url, isAlone: true });
    await rowOf(page, "batch01").waitFor();
    proxy.cut();
    await api.given.incident({ node: "missed-01" });
    await expect.poll(() => complaints.length).toBeGreaterThan(0);
    proxy.mend();
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await rowOf(page, "missed-01").waitFor();
    complaints.length = 0;
    await close();
    proxy.stop();
  });

  it("says that it is out of date, in the countdowns too, when nothing has been heard for 25 s", async () => {
    const proxy = await startProxy(api.url);
    const { page, close, complaints } = await openConsole(browser, {
      url: proxy.url,
      token: operator,
      isAlone: true,
    });
    await page.clock.install();
    await page.goto("/");
    await rowOf(page, "batch01").waitFor();
    proxy.cut();
    await page.clock.fastForward(26_000);
    await page.getByText(/更新が止まっています（最終 \d\d:\d\d:\d\d）/).waitFor();
    const colour = (node: string) =>
      rowOf(page, node)
        .locator("[data-tone]")
        .first()
        .evaluate((one) => getComputedStyle(one).color);
    expect(await colour("db-primary")).toBe(await colour("web01"));
    complaints.length = 0;
    await close();
    proxy.stop();
  });

  it("needs one connection for all windows of a browser, and the next takes over when one is closed", async () => {
    const { page, context, close } = await openBoard({ isAlone: true });
    let streams = 0;
    context.on("request", (request) => {
      if (request.url().includes("/api/events")) streams += 1;
    });
    const other = await context.newPage();
    await other.goto("/");
    await rowOf(other, "batch01").waitFor();
    await api.given.incident({ node: "both-01" });
    await Promise.all([rowOf(page, "both-01").waitFor(), rowOf(other, "both-01").waitFor()]);
    expect(streams).toBe(0);
    await page.close();
    await expect.poll(() => streams).toBe(1);
    await api.given.incident({ node: "after-01" });
    await rowOf(other, "after-01").waitFor();
    await close();
  });

  it("renders what is seen of 2,000 incidents, and reaches all of them by key", async () => {
    await api.db.execute(sql`
      insert into incidents (customer, source, dedup_key, workflow_id, node, alarm, level, state, opened_at, detected_at)
      select 'acme', 'tool', n, n, 'node-' || n, 'HTTP', 'low', 'open', now(), now() from generate_series(1, 1990) n`);
    const { page, close } = await openBoard();
    await rowOf(page, "db-primary").waitFor();
    expect(await page.getByRole("grid").getAttribute("aria-rowcount")).toBe("2001");
    expect(await page.locator("tbody tr").count()).toBeLessThan(80);
    await page.getByRole("grid").focus();
    await page.keyboard.press("End");
    await rowOf(page, "batch01").waitFor();
    expect(await rowOf(page, "batch01").getAttribute("aria-rowindex")).toBe("2001");
    await close();
  });

  it("[RA4] offers a customer's people nothing but their own incidents, to read", async () => {
    const token = await api.given.person("佐藤", { role: "customer", customers: ["acme"] });
    const { page, close } = await openBoard({ token });
    await rowOf(page, "web01").waitFor();
    expect(await nodesOf(page)).toEqual(["web01", "shop-api", "app03", "web02"]);
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    expect(await page.getByRole("button", { name: "担当する" }).count()).toBe(0);
    await close();
  });

  it("sounds only once somebody has pressed something, and keeps what each terminal wants", async () => {
    const { page, close } = await openBoard();
    await page.getByRole("button", { name: "音を有効にする" }).click();
    await page.getByRole("button", { name: "音を有効にする" }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "通知", exact: true }).click();
    await page.getByRole("checkbox", { name: "音 中" }).uncheck();
    await page.keyboard.press("Escape");
    await page.reload();
    await page.getByRole("button", { name: "通知", exact: true }).click();
    expect(await page.getByRole("checkbox", { name: "音 中" }).isChecked()).toBe(false);
    expect(await page.getByRole("checkbox", { name: "音 高" }).isChecked()).toBe(true);
    expect(await faultsFoundByAxe(page)).toEqual([]);
    await close();
  });
});
