import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { browserOf, givenLogin, password, setUpSecondFactor } from "../../api/auth/testBrowser.ts";
import { startTestApi, type TestApi } from "../../api/testApi.ts";
import { givenNight as givenAudit } from "./testAudit.ts";
import { givenNight } from "./testBoard.ts";
import { openConsole, startBrowser } from "./testBrowser.ts";
import { importAcme } from "./testCustomers.ts";
import { givenCustomers, givenQueue } from "./testIncidents.ts";
import { givenOperationTest } from "./testOperationTests.ts";
import { givenAsking, givenShop } from "./testRunbooks.ts";
import { givenSecondary } from "./testSecondary.ts";
import { givenSecondRound } from "./testSecondRound.ts";

const images = fileURLToPath(new URL("../../docs/images/", import.meta.url));
const here = { isAskedHere: true };

let browser: Browser;
const apis: TestApi[] = [];
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(async () => {
  for (const api of apis) await api.stop();
});

/** A control centre of its own, with an operator and an admin who log in as people do. */
async function startCentre(): Promise<TestApi> {
  const api = await startTestApi(here);
  apis.push(api);
  api.setClock(new Date().toISOString());
  await givenLogin(api, "山田 健太郎");
  await givenLogin(api, "管理 花子", { role: "admin" });
  await givenLogin(api, "鈴木 次郎");
  await givenLogin(api, "佐藤 太郎", { role: "customer", customers: ["acme"] });
  return api;
}

/** Who has yet to set up a second factor. */
const newcomer = "鈴木 次郎";

type Cookies = Parameters<BrowserContext["addCookies"]>[0];
const sessions = new Map<string, Cookies>();

/** Everybody logs in once, as the audit log and the list of sessions should show it. */
async function sessionOf(api: TestApi, username: string): Promise<Cookies> {
  const known = sessions.get(api.url + username);
  if (known !== undefined) return known;
  const person = browserOf(api);
  expect((await person.login(username, password)).status).toBe(200);
  if (username !== newcomer) expect((await setUpSecondFactor(person)).confirmed.status).toBe(200);
  const cookies = [...person.cookies].map(([name, value]) => ({ name, value, url: api.url }));
  sessions.set(api.url + username, cookies);
  return cookies;
}

interface Shot {
  as?: string;
  phone?: boolean;
  /** What stands there once the page is complete. */
  shows: string | RegExp;
  before?: (page: Page) => Promise<void>;
}

async function take(api: TestApi, name: string, path: string, shot: Shot): Promise<void> {
  const size = shot.phone ? { width: 390, height: 844 } : { width: 1440, height: 900 };
  const { page, context, close } = await openConsole(browser, { url: api.url, scheme: "dark", ...size });
  if (path !== "/login") await context.addCookies(await sessionOf(api, shot.as ?? "山田 健太郎"));
  await page.goto(path);
  await shot.before?.(page);
  await page.getByText(shot.shows).first().waitFor();
  await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
  const file = `${images}console-${name}.png`;
  await page.screenshot({ path: file, animations: "disabled" });
  const packed = spawnSync("pngquant", ["--force", "--strip", "--output", file, file], { encoding: "utf8" });
  expect(packed.error ?? packed.stderr, "pngquant, of Debian's package of that name").toBe("");
  if (path === "/login") await context.close();
  else await close();
}

it("the board, at a desk and on a telephone, and the login", { timeout: 60_000 }, async () => {
  const api = await startCentre();
  await givenNight(api);
  await givenQuiet(api);
  await take(api, "login", "/login", { shows: "パスワード" });
  const shows = "PostgreSQL応答監視";
  await take(api, "board", "/", { shows, before: (page) => page.keyboard.press("j") });
  await take(api, "board-phone", "/", { shows, phone: true });
  await take(api, "keys", "/", { shows: "キー操作を使う", before: press("キー操作", shows) });
  await take(api, "sound", "/", { shows: "音と通知", before: press("通知", shows) });
});

it("an incident in the second round of calls, and the queue", { timeout: 60_000 }, async () => {
  const api = await startCentre();
  const version = await givenCustomers(api);
  const number = await givenSecondRound(api, version);
  await givenQueue(api, version);
  await take(api, "incident", `/incidents/${number}`, { shows: "お伝えすること" });
  await take(api, "triage", "/triage", {
    shows: "どのお客様のアラートですか",
    before: (page) => page.getByText("NAS03").first().click(),
  });
});

it("a runbook that waits for a decision", { timeout: 60_000 }, async () => {
  const api = await startCentre();
  const { incident } = await givenShop(api);
  const number = await incident();
  await givenAsking(api, number);
  await take(api, "runbook", `/incidents/${number}`, { shows: "手順書が判断を待っています" });
});

it("a secondary response that waits for its answer", { timeout: 60_000 }, async () => {
  const api = await startCentre();
  const { incident } = await givenShop(api);
  const number = await incident();
  await givenSecondary(api, number, { steps: ["ログを移動する", "アプリケーションを再起動する"] });
  await take(api, "secondary", `/incidents/${number}`, { shows: "電話での承認" });
});

it("customers, operation tests, the audit log, one's account, people", { timeout: 120_000 }, async () => {
  const api = await startCentre();
  await importAcme(api);
  for (const [place, name] of companies.entries())
    await api.given.customer(`customer-${place + 1}`, { name, plan: plans[place % plans.length]! });
  await api.given.incident({ customer: "acme" });
  await api.given.incident({ customer: "customer-2" });
  await givenAudit(api);
  const test = await givenOperationTest(api, "finished");
  await take(api, "customers", "/customers", { shows: "ひかり信用金庫" });
  await take(api, "customer", "/customers/acme?tab=rules", { shows: "batch log at night" });
  await take(api, "supposed", "/customers/acme?tab=supposed", { shows: "判断の理由", before: supposeAlert });
  await take(api, "operation-test", `/tests/${test}`, { shows: "所要時間" });
  await take(api, "audit", "/audit", { shows: "再起動を了承" });
  await take(api, "people", "/people", { as: "管理 花子", shows: "オペレーター" });
  await take(api, "account", "/account", {
    as: newcomer,
    shows: "QRコードを読み取って",
    before: beginSecondFactor,
  });
});

const plans = ["standard", "professional", "full", "basic"] as const;
const companies = [
  "みなと物流ホールディングス株式会社 東日本配送センター",
  "ひかり信用金庫",
  "株式会社北辰製作所",
  "国際環境エネルギーソリューションズ株式会社",
  "青葉医療情報ネットワーク",
  "さくら食品工業株式会社",
  "株式会社つばめ旅行",
  "山川大学 情報基盤センター",
];

/** What is in somebody's hands already: the lower half of every night's board. */
async function givenQuiet(api: TestApi): Promise<void> {
  const openedAt = new Date(Date.now() - 70 * 60_000);
  const told = { openedAt, firstResponseAt: openedAt, firstResponse: "call" as const };
  const alarms = ["ディスク使用率", "CPU使用率", "Ping応答", "証明書期限", "レプリケーション遅延"];
  for (const [place, alarm] of alarms.entries()) {
    const customer = ["acme", "hikari", "minato"][place % 3]!;
    const by = { state: "acknowledged" as const, acknowledgedBy: "高橋 望", takenBy: "高橋 望" };
    await api.given.incident({ ...told, ...by, customer, alarm, node: `app${place + 11}`, level: "middle" });
  }
}

const press = (name: string, once: string) => async (page: Page) => {
  await page.getByText(once).first().waitFor();
  await page.getByRole("button", { name }).first().click();
};

async function supposeAlert(page: Page): Promise<void> {
  await page.getByRole("textbox", { name: "サーバー名" }).fill("web01");
  await page.getByRole("textbox", { name: "警報名" }).fill("HTTP応答監視");
  await page.getByRole("button", { name: "確認する" }).click();
}

async function beginSecondFactor(page: Page): Promise<void> {
  await page.getByRole("button", { name: "有効にする" }).click();
  await page.getByLabel("現在のパスワード").fill(password);
  await page.getByRole("button", { name: "次へ" }).click();
}
