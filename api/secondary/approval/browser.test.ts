import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { actOnSecondary } from "../../../db/secondary/secondary.ts";
import { chromiumFile } from "../../../dev/chromium.ts";
import { faultsFoundByAxe } from "../../../dev/testAxe.ts";
import { testChromium } from "../../../dev/testChromium.ts";
import type { Act } from "../../../domain/secondary/act.ts";
import { pageWords } from "../../../domain/secondary/pageWords.ts";
import { startTestApi, type TestApi } from "../../testApi.ts";
import { testLink } from "./testLink.ts";

const approval: Act = {
  act: "approve",
  by: "customer:佐藤 太郎",
  through: "link",
  note: null,
  recordedBy: null,
};
const telephone = { width: 360, height: 740 };
const proposal = {
  summary: "ディスクの空きがなくなったため、古いログを別のディスクへ移動することをご提案します。",
  plan: "1か月より前のログを移動し、アプリケーションを再起動します。",
  risk: "再起動の間（約1分）、サイトが応答しません。",
  system: "shop",
  target: "web01",
  estimateMinutes: 90,
  priceNote: "契約の範囲内です（追加の費用はありません）。",
  scheduledAt: Date.parse("2026-11-23T02:00:00+09:00"),
  runbook: {
    id: "mend-service",
    title: "ログの移動",
    with: { path: "/var/log/app", olderThanDays: 30 },
    procedure: `# 手順書: ログの移動\n\n- **1. 確認する**\n  - 確認方法: \`${"/very/long/path".repeat(8)}\``,
  },
  steps: [],
};

describe.runIf(chromiumFile !== null)("the page by which customers answer, on a telephone", () => {
  let api: TestApi;
  let browser: Browser;
  let version: number;

  beforeAll(async () => {
    [api, browser] = await Promise.all([startTestApi(), testChromium()]);
    version = await api.given.customer("acme");
  });
  afterAll(() => api.stop());

  async function opened(colorScheme: "light" | "dark" = "light") {
    const { url, secondary } = await testLink(api, version, proposal);
    const context = await browser.newContext({ viewport: telephone, colorScheme, locale: "ja-JP" });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("requestfailed", (request) => complaints.push(request.url()));
    await page.goto(url);
    return { page, context, complaints, secondary };
  }

  it.each(["light", "dark"] as const)("[R5.7] fits its width, and axe finds nothing (%s)", async (scheme) => {
    const { page, context, complaints } = await opened(scheme);
    await page.locator("summary").click();
    expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(
      telephone.width,
    );
    expect(await faultsFoundByAxe(page)).toEqual([]);
    const { SCREENSHOTS: folder } = process.env;
    if (folder !== undefined)
      await page.screenshot({ path: `${folder}/approve-${scheme}.png`, fullPage: true });
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("[R5.7] asks whether it may begin before its time, on a page of its own, and takes one answer", async () => {
    const { page, context, complaints, secondary } = await opened();
    const said = async (act: Act, role: "customer" | "operator", request: string) =>
      await actOnSecondary(api.db, secondary, { act, role, request, at: new Date(at) });
    const at = "2026-11-22T03:27:20.000Z";
    await said(approval, "customer", "agreed");
    await said({ act: "begin", by: "田中", agreedBy: "佐藤 太郎" }, "operator", "heard");
    await page.reload();
    await page.getByRole("heading", { name: "障害二次対応を早めに始めることについて" }).waitFor();
    await page.getByText("お電話を受けた担当者: 田中").waitFor();
    expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(
      telephone.width,
    );
    expect(await faultsFoundByAxe(page)).toEqual([]);
    const { SCREENSHOTS: folder } = process.env;
    if (folder !== undefined) await page.screenshot({ path: `${folder}/early.png`, fullPage: true });
    await page.getByLabel("お名前").fill("佐藤 太郎");
    await page.getByRole("button", { name: "同意しない" }).click();
    await page.getByText("予定の日時までは始めません。").waitFor();
    await page.goto(page.url());
    await page.getByRole("heading", { name: "ご回答済みです" }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("[R5.7] a name and one press: the answer is taken, and going back answers nothing anew", async () => {
    const { page, context, complaints } = await opened();
    await page.getByRole("button", { name: "承認する" }).click();
    // The browser itself asks for the name.
    expect(page.url()).toContain("/approve/");
    await page.getByLabel("お名前").fill("佐藤 太郎");
    await page.getByRole("button", { name: "承認する" }).click();
    await page.getByRole("heading", { name: "ご承認を承りました" }).waitFor();
    await page.getByText("佐藤 太郎 様").waitFor();
    const { SCREENSHOTS: folder } = process.env;
    if (folder !== undefined) await page.screenshot({ path: `${folder}/approved.png`, fullPage: true });
    await page.goBack();
    await page.reload();
    await page.getByRole("heading", { name: "ご回答済みです" }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("[R5.7] Enter in a field decides nothing: it asks which button, and keeps what was typed", async () => {
    const { page, context } = await opened();
    await page.getByLabel("備考").fill("夜間でお願いします");
    await page.getByLabel("お名前").fill("佐藤 太郎");
    await page.getByLabel("お名前").press("Enter");
    await page.getByRole("alert").getByText(pageWords.choose).waitFor();
    expect(await page.getByLabel("お名前").inputValue()).toBe("佐藤 太郎");
    expect(await page.getByLabel("備考").inputValue()).toBe("夜間でお願いします");
    expect(await faultsFoundByAxe(page)).toEqual([]);
    await page.getByRole("button", { name: "辞退する" }).click();
    await page.getByRole("heading", { name: "辞退を承りました" }).waitFor();
    await context.close();
  });
});
