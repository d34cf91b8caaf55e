import { createTransport } from "nodemailer";
import type { Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { chromiumFile } from "../../dev/chromium.ts";
import { testChromium } from "../../dev/testChromium.ts";
import { customerServer } from "../exchange/customerServer.fixture.ts";
import { account, CENTER, clientOf, SATO } from "../exchange/exchange.fixture.ts";
import { type Sandbox, startSandbox } from "../index.ts";

const QUESTION = `<Response><Gather numDigits="2" timeout="20"><Say language="ja-JP">確認は1を押してください。</Say></Gather></Response>`;

describe.runIf(chromiumFile !== null)("the page in a browser", { timeout: 30_000 }, () => {
  let sandbox: Sandbox;
  let centre: Awaited<ReturnType<typeof customerServer>>;
  let page: Page;

  beforeEach(async () => {
    centre = await customerServer(account.authToken);
    centre.serve("/incoming", QUESTION);
    const line = { number: CENTER, voiceUrl: `${centre.url}/incoming`, statusUrl: null };
    sandbox = await startSandbox({ twilio: account, line });
    const browser = await testChromium();
    page = await browser.newPage({ viewport: { width: 390, height: 844 } });
    await page.goto(sandbox.url);
  });
  afterEach(async () => {
    await page.close();
    await sandbox.stop();
    await centre.stop();
  });

  it("rings a telephone, that is answered, listened to, pressed and hung up there", async () => {
    await clientOf(sandbox.url).calls.create({ to: SATO, from: CENTER, twiml: QUESTION });
    const phone = page.getByRole("article").filter({ hasText: "090-1234-5678" });
    await phone.getByRole("button", { name: "出る", exact: true }).click();
    await phone.getByText("確認は1を押してください。").waitFor();
    await phone.getByRole("button", { name: "5", exact: true }).click();
    await phone.getByText("押したキー: 5").waitFor();
    await phone.getByRole("button", { name: "切る", exact: true }).click();
    await phone.getByText("通話終了").waitFor();
    expect(sandbox.exchange.rings(SATO)).toMatchObject([{ status: "completed", pressed: [{ key: "5" }] }]);
  });

  it("dials the control centre, and hears and presses there as in any call", async () => {
    await page.getByLabel("電話を追加").fill(SATO);
    await page.getByRole("button", { name: "追加" }).click();
    const phone = page.getByRole("article").filter({ hasText: "090-1234-5678" });
    await phone.getByRole("button", { name: "センターに電話する" }).click();
    await phone.getByText("確認は1を押してください。").waitFor();
    await phone.getByRole("button", { name: "9", exact: true }).click();
    await phone.getByText("押したキー: 9").waitFor();
    await phone.getByRole("button", { name: "切る", exact: true }).click();
    await phone.getByText("センターへ発信").waitFor();
    expect(sandbox.exchange.rings(CENTER)).toMatchObject([{ from: SATO, status: "completed" }]);
  });

  it("chooses what a telephone does", async () => {
    await page.getByLabel("電話を追加").fill(SATO);
    await page.getByRole("button", { name: "追加" }).click();
    await page.getByLabel("着信したときの動き").selectOption({ label: "話し中" });
    await expect.poll(() => sandbox.exchange.phones.all()).toMatchObject([{ behaviour: { kind: "busy" } }]);
  });

  it("shows mail and chat as text, even if they hold HTML", async () => {
    const evil = `<img src=x onerror="document.title='taken'">`;
    const mail = { from: "a@center.example", to: "sato@acme.example", subject: `件名 ${evil}`, text: evil };
    await createTransport(sandbox.smtpUrl).sendMail(mail);
    sandbox.walls.post("slack", "C0123", "toban", `<@U0456> 発生 web01 ${evil} &lt;b&gt;`, {});
    await page.getByText(`件名 ${evil}`).click();
    expect(await page.locator(".mail pre").textContent()).toContain(evil);
    expect(await page.locator(".wall .lines p").textContent()).toBe(`@U0456 発生 web01 ${evil} <b>`);
    expect(await page.locator("main img").count()).toBe(0);
    expect(await page.title()).toBe("当番 サンドボックス");
  });

  it("breaks and mends the demo server", async () => {
    await page.getByRole("button", { name: "壊す" }).click();
    await page.getByText("503 停止中").waitFor();
    expect((await fetch(sandbox.shopUrl)).status).toBe(503);
    await page.getByRole("button", { name: "直す" }).click();
    await page.getByText("200 正常").waitFor();
  });
});
