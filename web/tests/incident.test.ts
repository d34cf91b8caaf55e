import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApi, type TestApi } from "../../api/testApi.ts";
import { faultsInLightAndDark } from "../../dev/testAxe.ts";
import { chromiumFile, openConsole, startBrowser } from "./testBrowser.ts";
import { givenClosed, givenCustomers, givenQueue, givenYoung } from "./testIncidents.ts";
import { givenSecondRound } from "./testSecondRound.ts";

describe.runIf(chromiumFile !== null)("an incident's page", { timeout: 60_000 }, () => {
  let api: TestApi;
  let browser: Browser;
  let token: string;
  let second: number;
  let young: number;
  let closed: number;
  let nobodys: number;

  beforeAll(async () => {
    [api, browser] = await Promise.all([startTestApi(), startBrowser()]);
    token = await api.given.person("山田 健太郎", { phone: "+819099990000" });
    const version = await givenCustomers(api);
    second = await givenSecondRound(api, version);
    young = await givenYoung(api, version);
    closed = await givenClosed(api, version);
    nobodys = (await givenQueue(api, version)).nobodys;
  });
  afterAll(() => api.stop());

  const open = async (number: number, options: Partial<Parameters<typeof openConsole>[1]> = {}) => {
    const opened = await openConsole(browser, { url: api.url, token, ...options });
    await opened.page.goto(`/incidents/${number}`);
    await opened.page.getByRole("heading", { name: "操作" }).waitFor();
    return opened;
  };
  const overflow = (page: Page): Promise<number> =>
    page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

  it("[RA1] tells everything that happened, the newest first, with who did it", async () => {
    const { page, close } = await open(second);
    const entries = page.getByRole("tabpanel").getByRole("listitem");
    await expect.poll(() => entries.count()).toBe(41);
    expect(await entries.nth(1).innerText()).toContain("継続中（遅延 468秒）");
    expect(await entries.last().innerText()).toMatch(/発生: wms-db-primary-01[\s\S]*当番/);
    expect(await page.getByText("監視画面で遅延が").locator("..").innerText()).toContain("山田 健太郎");
    await close();
  });

  it("[R5.3.2] shows each call with its outcome, the operator's word on it and its recording", async () => {
    const { page, close } = await open(second);
    await page.getByRole("tab", { name: "架電 8" }).click();
    const calls = page.getByRole("tabpanel").getByRole("listitem");
    expect(await calls.count()).toBe(8);
    expect(await calls.first().innerText()).toMatch(/西園寺 龍之介[\s\S]*呼出音のみ。10分後にかけ直す/);
    expect(await page.locator("audio").getAttribute("src")).toBe(`/api/recordings/RE${"1".repeat(32)}`);
    await close();
  });

  it("[R5.2.1] shows a mail as it was sent and an alert as it came, once somebody asks", async () => {
    const { page, close } = await open(second);
    await page.getByRole("tab", { name: /送信記録/ }).click();
    await page.getByText("550 5.1.1 User unknown").waitFor();
    await page.getByText("送信内容").last().click();
    await page.getByText("レプリケーションの遅延を検知いたしました。").waitFor();
    await page.getByRole("tab", { name: /アラート/ }).click();
    await page.getByText("元のデータ").first().click();
    await page.getByText('"PostgreSQLReplicationLag"').waitFor();
    await close();
  });

  it("names what an action will do beside it, and why it cannot be done", async () => {
    const { page, close } = await open(nobodys);
    const mail = page.getByRole("button", { name: "メールを送る" });
    expect(await mail.isDisabled()).toBe(true);
    const words = (button: typeof mail): Promise<string> =>
      button.evaluate(
        (it) => document.getElementById(it.getAttribute("aria-describedby") ?? "")?.innerText ?? "",
      );
    expect(await words(mail)).toContain("先にお客様を割り当ててください");
    expect(await words(page.getByRole("button", { name: "対応完了" }))).toContain(
      "お客様には自動で連絡しません",
    );
    await close();
  });

  it("offers nothing on an incident that has ended, and says how it ended", async () => {
    const { page, close } = await open(closed);
    await page.getByText("対応完了（鈴木が終了）").waitFor();
    expect(await page.getByRole("button", { name: /対応確認|担当する|対応完了/ }).count()).toBe(0);
    await close();
  });

  it("[R5.3.2] has the list, the next person, what to say with readings, and the operator's own number", async () => {
    const { page, close } = await open(second);
    const panel = page.getByRole("region", { name: "有人架電" });
    expect(await panel.getByRole("button", { pressed: true }).innerText()).toMatch(/佐藤 太郎[\s\S]*次/);
    expect(await panel.getByRole("heading", { level: 2 }).locator("..").innerText()).toMatch(
      /2巡目[\s\S]*営業時間外/,
    );
    expect(await panel.locator("ruby rt").first().innerText()).toBe("さとう たろう");
    expect(await panel.getByLabel("あなたの電話番号").inputValue()).toBe("090-9999-0000");
    expect(await panel.locator("a[href^='tel:']").getAttribute("href")).toBe("tel:+819012345671");
    await close();
  });

  it("[R5.3.2] says what a result leads to before it is recorded; what was typed outlives a fault and a reload", async () => {
    const { page, complaints, close } = await open(second);
    const panel = page.getByRole("region", { name: "有人架電" });
    await panel.getByLabel("メモ").fill("留守電に折り返しを依頼");
    await panel.getByRole("heading", { name: "結果" }).click();
    await page.keyboard.press("4");
    await panel.getByText("次は鈴木 花子様への架電です。").waitFor();
    await page.keyboard.press("Enter");
    // No Temporal answers here.
    await panel.getByRole("alert").waitFor();
    expect(complaints.splice(0)).toEqual([expect.stringContaining("503")]);
    await page.reload();
    expect(await panel.getByLabel("メモ").inputValue()).toBe("留守電に折り返しを依頼");
    expect(await panel.getByRole("radio", { name: "留守番電話" }).isChecked()).toBe(true);
    await panel.getByRole("button", { name: "「留守番電話」を記録" }).waitFor();
    await close();
  });

  it("[R5.3.1] sends what it previews: the standard text, edited; a fault stands at its field and nothing is lost", async () => {
    const { page, complaints, close } = await open(young);
    await page.keyboard.press("m");
    const dialog = page.getByRole("dialog");
    expect(await dialog.getByLabel("件名").inputValue()).toBe("【wms-web02】 HTTP応答監視警報発生のご連絡");
    expect(await dialog.getByRole("checkbox", { name: /佐藤 太郎/ }).isChecked()).toBe(true);
    await dialog.getByLabel("件名").fill("長".repeat(201));
    await dialog.getByLabel("本文").fill("調査中です。");
    await page.keyboard.press("Control+Enter");
    await dialog.getByRole("heading", { name: "この内容で送信します" }).waitFor();
    expect(await dialog.locator("pre").innerText()).toBe("調査中です。");
    await dialog.getByText("佐藤 太郎 <t.sato@minato-logistics.example>").waitFor();
    await dialog.getByRole("button", { name: "この内容で送信" }).click();
    await dialog.getByText("200文字以内で入力してください").waitFor();
    expect(complaints.splice(0)).toEqual([expect.stringContaining("400")]);
    expect(await dialog.getByLabel("本文").inputValue()).toBe("調査中です。");
    await dialog.getByRole("button", { name: "標準の文面に戻す" }).click();
    expect(await dialog.getByLabel("本文").inputValue()).toContain("【サーバ名】");
    await close();
  });

  it("leaves keys alone while an IME composes and while one types", async () => {
    const { page, close } = await open(young);
    await page.evaluate(() =>
      window.dispatchEvent(new KeyboardEvent("keydown", { key: "r", isComposing: true, bubbles: true })),
    );
    expect(await page.getByRole("dialog").count()).toBe(0);
    await page.keyboard.press("r");
    await page.getByRole("dialog", { name: "対応完了にする" }).getByLabel("理由").fill("再起動で復旧");
    await page.keyboard.press("Escape");
    await page.keyboard.press("r");
    expect(await page.getByLabel("理由").inputValue()).toBe("再起動で復旧");
    await page.keyboard.press("End");
    await page.keyboard.type("em");
    expect(await page.getByLabel("理由").inputValue()).toBe("再起動で復旧em");
    await close();
  });

  it("closes a dialog by Escape, also while the focus is outside it", async () => {
    const { page, close } = await open(young);
    await page.keyboard.press("r");
    await page.getByRole("dialog").waitFor();
    await page.evaluate(() => {
      (document.activeElement as HTMLElement).blur();
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    });
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await close();
  });

  it("[RA4] offers a customer's person the acknowledgement alone", async () => {
    const customers = await api.given.person("佐藤 太郎", { role: "customer", customers: ["minato"] });
    const { page, close } = await openConsole(browser, { url: api.url, token: customers });
    await page.goto(`/incidents/${young}`);
    await page.getByRole("button", { name: "対応確認" }).waitFor();
    expect(await page.getByRole("main").getByRole("button").count()).toBe(1);
    await close();
  });

  it("fits a telephone", async () => {
    const { page, close } = await open(second, { width: 390, height: 844 });
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await close();
  });

  it("has no fault that axe knows of, in light and in dark", async () => {
    const { page, close } = await open(second);
    expect(await faultsInLightAndDark(page)).toEqual([]);
    await page.keyboard.press("2");
    for (const name of [/架電 8/, /送信記録/, /アラート/]) {
      await page.getByRole("tab", { name }).click();
      expect(await faultsInLightAndDark(page)).toEqual([]);
    }
    for (const key of ["m", "r", "?"]) {
      await page.getByRole("heading", { level: 1 }).click();
      await page.keyboard.press(key);
      await page.getByRole("dialog").waitFor();
      expect(await faultsInLightAndDark(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
    }
    await page.goto(`/incidents/${nobodys}`);
    await page.getByLabel("どのお客様のアラートですか").first().waitFor();
    expect(await faultsInLightAndDark(page)).toEqual([]);
    await close();
  });
});
