import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startTestApi, type TestApi } from "../../api/testApi.ts";
import { sql } from "../../db/drizzle.ts";
import { givenNight as givenAudit } from "./testAudit.ts";
import { givenNight } from "./testBoard.ts";
import { chromiumFile, openConsole, startBrowser } from "./testBrowser.ts";
import { importAcme } from "./testCustomers.ts";
import { givenCustomers, givenQueue, givenYoung } from "./testIncidents.ts";
import { givenOperationTest } from "./testOperationTests.ts";
import { givenAsking, givenHistory, givenShop } from "./testRunbooks.ts";
import { agreed, begun, givenLogsCollected, givenSecondary, stepDone } from "./testSecondary.ts";

/** Names are of kanji and katakana; a sentence of ours has always hiragana in it. */
const hiragana = /\p{Script=Hiragana}/u;

/** Lines of the page that are Japanese, less what customers and operators have written themselves. */
async function japaneseOf(page: Page, ownWords: readonly RegExp[]): Promise<string[]> {
  const lines = (await page.locator("body").innerText()).split("\n");
  return lines.filter((line) => hiragana.test(line) && !ownWords.some((own) => own.test(line)));
}

describe.runIf(chromiumFile !== null)("the console in English", { timeout: 60_000 }, () => {
  let api: TestApi;
  let browser: Browser;
  let token: string;

  beforeAll(async () => {
    [api, browser] = await Promise.all([startTestApi(), startBrowser()]);
    token = await api.given.person("山田 健太郎", { role: "admin", phone: "+819099990000" });
    await givenAudit(api);
  });
  afterEach(() => api.db.execute(sql`truncate incidents, alerts, customers, customer_versions cascade`));
  afterAll(() => api.stop());

  async function open(path: string) {
    const console = await openConsole(browser, { url: api.url, token, language: "en" });
    await console.page.goto(path);
    return console;
  }

  it("[R5.1a] says on the board what happens, and keeps saying so as it changes", async () => {
    await givenNight(api);
    const { page, close } = await open("/");
    await page.getByText("Calling 佐藤 太郎").waitFor();
    expect(await japaneseOf(page, companies)).toEqual([]);
    await api.given.incident({ node: "late01", alarm: "HTTP" });
    const row = page.getByRole("row").filter({ has: page.getByRole("link", { name: "late01 HTTP" }) });
    await row.getByText("Telling the customer").waitFor();
    await close();
  });

  it("names an action's consequences before it is taken, and why it cannot be taken", async () => {
    const version = await givenCustomers(api);
    const number = await givenYoung(api, version);
    const { page, close } = await open(`/incidents/${number}`);
    await page.getByRole("heading", { name: "Actions" }).waitFor();
    expect(await japaneseOf(page, [...companies, ...rules])).toEqual([]);
    await page.getByRole("button", { name: "Resolve" }).first().click();
    await page.getByText("Closes it without waiting for a recovery.").waitFor();
    expect(await japaneseOf(page, [...companies, ...rules])).toEqual([]);
    await close();
  });

  it("[R5.1a] has the triage queue, with the rules that may be chosen", async () => {
    const version = await givenCustomers(api);
    await givenQueue(api, version);
    const { page, close } = await open("/triage");
    await page.getByText("first response overdue").first().waitFor();
    const asked = { NAS03: "Whose alert is it?", JVM: "By which rule shall it go on?" };
    for (const [entry, question] of Object.entries(asked)) {
      await page.getByText(entry).first().click();
      await page.getByText(question).waitFor();
      expect(await japaneseOf(page, [...companies, ...rules, /ボリューム volume1|http:\/\/nas03/])).toEqual(
        [],
      );
    }
    await close();
  });

  it.each([
    ["/customers", "株式会社アクメ"],
    ["/customers/acme?tab=overview", "Business hours"],
    ["/customers/acme?tab=rules", "batch log at night"],
    ["/customers/acme?tab=systems", "Planned downtime"],
    ["/customers/acme?tab=supposed", "Level"],
    ["/customers/acme?tab=tests", "Begin"],
    ["/customers/acme?tab=imports", "In force"],
    ["/audit", "in other hands"],
    ["/people", "People are added"],
    ["/account", "Where you are logged in"],
  ])("has %s in English", async (path, shows) => {
    await importAcme(api);
    const { page, close } = await open(path);
    await page.getByText(shows).filter({ visible: true }).first().waitFor({ timeout: 10_000 });
    expect(await japaneseOf(page, typed)).toEqual([]);
    await close();
  });

  it("[R5.6] has the runs of an incident's runbooks, their questions and what ended them", async () => {
    const { incident } = await givenShop(api);
    const number = await incident();
    await givenHistory(api, number);
    await givenAsking(api, number);
    const { page, close } = await open(`/incidents/${number}`);
    await page.getByRole("heading", { name: "A runbook waits for a decision" }).waitFor();
    await page.getByText("Steps (6)").click();
    expect(await japaneseOf(page, written)).toEqual([]);
    await page.getByRole("button", { name: "Abort runbook" }).click();
    await page.getByRole("dialog").waitFor();
    expect(await japaneseOf(page, written)).toEqual([]);
    await page.goto(`/incidents/${await incident()}`);
    await page.getByRole("button", { name: "Run runbook" }).click();
    await page.getByRole("dialog").getByText("the rule's").first().waitFor();
    expect(await japaneseOf(page, [...written, /の確保$|の再実行$/])).toEqual([]);
    await close();
  });

  it("[R5.7] has secondary responses, what may be done with them, and the report's own words", async () => {
    const { incident } = await givenShop(api);
    const number = await incident();
    await givenLogsCollected(api, number);
    await givenSecondary(api, number, {}, [agreed, begun, stepDone(1), stepDone(2)]);
    await givenSecondary(api, number);
    const { page, close } = await open(`/incidents/${number}`);
    const section = page.getByRole("region", { name: "Secondary response" });
    await section.getByText("Earlier ones (2)").click();
    await page.getByText("secondary response waits for an answer").first().waitFor();
    await section.getByText("every step was done").waitFor();
    expect(await japaneseOf(page, proposed)).toEqual([]);
    await section.getByRole("button", { name: "Propose" }).click();
    await page.getByRole("dialog").getByText("A cause analysis comes after", { exact: false }).waitFor();
    expect(await japaneseOf(page, proposed)).toEqual([]);
    await page.keyboard.press("Escape");
    await section.getByRole("button", { name: "Report" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Look at it" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Send it" }).waitFor();
    expect(await japaneseOf(page, [...proposed, ...mailed])).toEqual([]);
    await close();
  });

  it("[R2.7.3] has the result of an operation test", async () => {
    await importAcme(api);
    const test = await givenOperationTest(api, "finished");
    const { page, close } = await open(`/tests/${test}`);
    await page.getByText("web down").first().waitFor();
    expect(await japaneseOf(page, [/サービスイン前/])).toEqual([]);
    await close();
  });
});

const companies = [/みなと物流/, /ひかり信用金庫/];
/** The customer's own names for its rules. */
const rules = [/倉庫管理システムの重大障害|手動で判断するもの|そのほか/];
/** What stands in runbooks, which customers agree to in Japanese, and what was typed. */
const written = [
  /^(?!手順書).*(切り離し|再起動|登録されている|動作している|戻す|消す|お客様に電話|「はい」|確認してください)/,
  /つばめ書店|ショップの停止/,
];
/** What was proposed to a customer, and what they answered. */
const proposed = [
  ...written,
  /古いログを移動します|原因を調べるため|^ログを集め|ログの収集|契約の範囲内|1分ほど|夜間でお願い|空き容量がある/,
];
/** A mail to a customer stays in Japanese. */
const mailed = [/ご担当者様|^【|いたします|おります|でございます|いただ|ください|実施$|完了しました/];
/** What people typed, as the audit log keeps it, and readings and texts of mails in the customer's file. */
const typed = [/"template":\{|お世話になって|再起動を了承|去った人|夜間レポート|再起動で復旧|さとう|すずき/];
