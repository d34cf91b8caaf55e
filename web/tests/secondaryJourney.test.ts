import type { Browser } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { givenRows } from "../../db/testRows.ts";
import { scenario } from "../../scenarios/harness/index.ts";
import { chromiumFile, openConsole, startBrowser } from "./testBrowser.ts";

// Real workflow, real mails, the real page behind the link, real console.
describe.skipIf(chromiumFile === null)(
  "a secondary response from the console and back",
  { timeout: 120_000 },
  () => {
    const s = scenario();
    const subject = (ending: string) => `【web01】 HTTP警報 ${ending}`;
    let browser: Browser;
    let token: string;
    beforeAll(async () => {
      browser = await startBrowser();
      token = await givenRows(s.engine.database.db, () => s.engine.temporal.now()).person("夜勤 花子");
    }, 120_000);

    it("[R5.7] proposed, agreed to on the link's page, done, reported and closed", async () => {
      const acme = await s.given.customer("acme", { notify: { mail: ["sato"] } });
      await s.when.alertFires(acme, "web01", "HTTP");
      await s.time.settle();
      s.then.mails("【web01】 HTTP警報発生のご連絡", "sato");
      const [incident] = await s.then.incidents(acme);
      const { page, close } = await openConsole(browser, { url: s.engine.url, token });
      await page.goto(`/incidents/${incident?.number}`);
      const section = page.getByRole("region", { name: "障害二次対応" });
      const dialog = page.getByRole("dialog");

      await section.getByRole("button", { name: "二次対応を提案" }).click();
      await dialog.getByLabel("概要").fill("古いログを移動します。");
      await dialog.getByLabel("手順（1行に1つ、任意）").fill("ログを移動する");
      await dialog.getByRole("button", { name: "提案する" }).click();
      await section.getByText("ご回答待ち", { exact: true }).waitFor();
      await s.time.settle();
      const [mail] = s.then.mails(subject("障害二次対応のご提案"), "sato");
      expect(mail?.text).toContain("古いログを移動します。");

      // As the customer, who has no login.
      const customer = await browser.newPage();
      await customer.goto(s.secondary.link(mail).url);
      await customer.getByRole("textbox").first().fill("佐藤 太郎");
      await customer.getByRole("button", { name: "承認する" }).click();
      await customer.getByText("ご承認を承りました", { exact: false }).first().waitFor();
      await customer.close();
      await s.time.settle();
      s.then.operatorsWereTold("障害二次対応");
      s.then.mails(subject("障害二次対応のご承認の確認"), "sato");
      // The console shows it without a reload.
      await section.getByText("お客様（佐藤 太郎様）（メールのリンク）").waitFor();

      await section.getByRole("button", { name: "開始する" }).click();
      await dialog.getByRole("button", { name: "開始する" }).click();
      for (const step of [1, 2]) {
        await section.getByRole("button", { name: `手順${step}の結果を記録` }).click();
        await dialog.getByRole("button", { name: /結果$/ }).click();
        await page.getByRole("option", { name: "実施した" }).click();
        await dialog.getByRole("button", { name: "記録する" }).click();
        await dialog.waitFor({ state: "detached" });
      }
      await section.getByRole("button", { name: "報告する" }).click();
      await dialog.getByLabel("結果").fill("ログを移動し、正常な動作を確認しました。");
      await dialog.getByRole("button", { name: "内容を確認" }).click();
      const shown = await dialog.locator("pre").innerText();
      await dialog.getByRole("button", { name: "この内容で送信" }).click();
      await section.getByText("報告済み", { exact: true }).waitFor();
      await s.time.settle();
      const [report] = s.then.mails(subject("障害二次対応のご報告"), "sato");
      expect(report?.text.trim()).toBe(shown.trim());
      await section.getByRole("button", { name: "終了する" }).click();
      await dialog.getByRole("button", { name: "終了する" }).click();
      await section.getByText("終了", { exact: true }).first().waitFor();
      await s.time.settle();
      expect(await s.secondary.stateOf(acme)).toBe("closed");
      s.then.nothingElseWasSent();
      await close();
    });
  },
);
