import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { givenLogin, password } from "../../api/auth/testBrowser.ts";
import { startTestApi, type TestApi } from "../../api/testApi.ts";
import { givenNight as givenAudit } from "./testAudit.ts";
import { givenNight } from "./testBoard.ts";
import { openConsole, startBrowser } from "./testBrowser.ts";
import { importAcme } from "./testCustomers.ts";
import { givenCustomers, givenQueue, givenSecondRound } from "./testIncidents.ts";
import { givenOperationTest } from "./testOperationTests.ts";

const images = fileURLToPath(new URL("../../docs/images/", import.meta.url));
const here = { auth: { publicUrl: "http://127.0.0.1" } };

let browser: Browser;
const apis: TestApi[] = [];
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(async () => {
  await browser.close();
  for (const api of apis) await api.stop();
});

/** A control centre of its own, with an operator and an admin who log in as people do. */
async function startCentre(): Promise<TestApi> {
  const api = await startTestApi(here);
  apis.push(api);
  api.setClock(new Date().toISOString());
  await givenLogin(api, "山田 健太郎");
  await givenLogin(api, "管理 花子", { role: "admin" });
  return api;
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
  if (path !== "/login") {
    const username = shot.as ?? "山田 健太郎";
    const answer = await page.request.post("/api/auth/sign-in/username", { data: { username, password } });
    expect(answer.status()).toBe(200);
  }
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
  await take(api, "login", "/login", { shows: "パスワード" });
  const shows = "PostgreSQL応答監視";
  await take(api, "board", "/", { shows, before: (page) => page.keyboard.press("j") });
  await take(api, "board-phone", "/", { shows, phone: true });
  await take(api, "keys", "/", { shows: "キー操作を使う", before: press("キー操作") });
  await take(api, "sound", "/", { shows: "音と通知", before: press("通知") });
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

it("customers, operation tests, the audit log, one's account, people", { timeout: 120_000 }, async () => {
  const api = await startCentre();
  await importAcme(api);
  await api.given.customer("minato", { name: "みなと物流ホールディングス株式会社 東日本配送センター" });
  await api.given.customer("hikari", { name: "ひかり信用金庫", plan: "full" });
  await api.given.incident({ customer: "acme" });
  await api.given.incident({ customer: "minato" });
  await givenAudit(api);
  const test = await givenOperationTest(api, "finished");
  await take(api, "customers", "/customers", { shows: "ひかり信用金庫" });
  await take(api, "customer", "/customers/acme?tab=rules", { shows: "batch log at night" });
  await take(api, "supposed", "/customers/acme?tab=supposed", { shows: "判断の理由", before: supposeAlert });
  await take(api, "operation-test", `/tests/${test}`, { shows: "所要時間" });
  await take(api, "audit", "/audit", { shows: "架電結果の記録" });
  await take(api, "people", "/people", { as: "管理 花子", shows: "オペレーター" });
  await take(api, "account", "/account", { shows: "QRコードを読み取って", before: beginSecondFactor });
});

const press = (name: string) => (page: Page) => page.getByRole("button", { name }).first().click();

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
