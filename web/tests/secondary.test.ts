import { text } from "node:stream/consumers";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { givenLogin, password } from "../../api/auth/testBrowser.ts";
import { startTestApi, type TestApi } from "../../api/testApi.ts";
import { faultsFoundByAxe, faultsInLightAndDark } from "../../dev/testAxe.ts";
import { loadCatalogue } from "../../runbooks/catalogue.ts";
import { chromiumFile, openConsole, startBrowser } from "./testBrowser.ts";
import { givenShop } from "./testRunbooks.ts";
import {
  agreed,
  begun,
  givenLogsCollected,
  givenSecondary,
  heardByPhone,
  stepDone,
} from "./testSecondary.ts";

/** Pages draw in their own time. */
const soon = { timeout: 10_000 };
type Agreed = { secondary: { id: number } };
/** As a field for date and time takes it; no further off than may be agreed. */
const inThreeDays = (): string => new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 16);

describe.runIf(chromiumFile !== null)(
  "secondary responses on an incident's page",
  { timeout: 60_000 },
  () => {
    let api: TestApi;
    let browser: Browser;
    let token: string;
    let other: string;
    let incident: () => Promise<number>;

    beforeAll(async () => {
      [api, browser] = await Promise.all([
        startTestApi({ catalogue: await loadCatalogue() }),
        startBrowser(),
      ]);
      token = await api.given.person("山田 健太郎");
      other = await api.given.person("鈴木 次郎");
      ({ incident } = await givenShop(api));
    });
    afterAll(() => api.stop());

    const open = async (number: number, options: Partial<Parameters<typeof openConsole>[1]> = {}) => {
      const opened = await openConsole(browser, { url: api.url, token, ...options });
      await opened.page.goto(`/incidents/${number}`);
      await section(opened.page).waitFor();
      return opened;
    };
    const section = (page: Page) => page.getByRole("region", { name: "障害二次対応" });
    const latest = (page: Page) => section(page).getByRole("article").first();
    const button = (page: Page, name: string) => section(page).getByRole("button", { name, exact: true });
    const besideOf = (page: Page, name: string): Promise<string> =>
      button(page, name).evaluate(
        (it) => document.getElementById(it.getAttribute("aria-describedby") ?? "")?.innerText ?? "",
      );
    /** For developers who want to look at the page. */
    const keptAs = async (page: Page, name: string): Promise<void> => {
      const { SCREENSHOTS: folder } = process.env;
      if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
    };
    const dialog = (page: Page) => page.getByRole("dialog");
    const choose = async (page: Page, label: string, option: string | RegExp): Promise<void> => {
      await dialog(page)
        .getByRole("button", { name: new RegExp(`${label}$`) })
        .click();
      await page.getByRole("option", { name: option }).click();
    };

    it("[R5.7] shows what is proposed as the customer reads it, until when, and what can be done now", async () => {
      const number = await incident();
      await givenSecondary(api, number, { steps: ["ログを移動する"] });
      const { page, close } = await open(number);
      await expect
        .poll(() => latest(page).innerText(), soon)
        .toMatch(
          /二次対応 #\d+\s*ご回答待ち[\s\S]*山田 健太郎が提案[\s\S]*回答期限[\s\S]*残り[\s\S]*古いログを移動します[\s\S]*別のディスクへ移動し[\s\S]*ログを移動する\s*正常に動作していることを確認する[\s\S]*1分ほど応答しません[\s\S]*承認のあと、調整のうえ[\s\S]*約90分[\s\S]*契約の範囲内[\s\S]*佐藤 太郎/,
        );
      await page.getByText("障害二次対応のご回答待ち", { exact: false }).first().waitFor();
      await expect
        .poll(() => besideOf(page, "電話での承認"), soon)
        .toContain("お電話で承認をいただいたことを記録");
      await expect.poll(() => button(page, "開始する").isDisabled(), soon).toBe(true);
      await expect.poll(() => besideOf(page, "開始する"), soon).toBe("お客様の承認がまだありません");
      for (const elsewhere of ["手順書を中止", "ベンダーの回答", "報告する", "終了する"])
        await expect.poll(() => button(page, elsewhere).count(), soon).toBe(0);
      await close();
    });

    it("[R5.7] proposes to whom the rule names; a fault stands at its field, and nothing typed is lost", async () => {
      const number = await incident();
      const { page, complaints, close } = await open(number);
      await button(page, "二次対応を提案").click();
      const submit = dialog(page).getByRole("button", { name: "提案する" });
      await expect.poll(() => submit.isDisabled(), soon).toBe(true);
      expect(
        await dialog(page)
          .getByRole("checkbox", { name: /佐藤 太郎/ })
          .isChecked(),
      ).toBe(true);
      await dialog(page).getByText("原因調査は、復旧のあとに行います。").waitFor();
      await dialog(page).getByLabel("概要").fill("ログを移動します。");
      await dialog(page).getByLabel("手順（1行に1つ、任意）").fill("ログを移動する\n再起動する");
      await dialog(page).getByLabel("回答期限").fill("３１");
      await dialog(page).getByLabel("実施日時").fill("2020-01-01T02:00");
      await submit.click();
      const days = dialog(page).getByLabel("回答期限");
      await expect.poll(() => days.getAttribute("aria-invalid")).toBe("true");
      expect(complaints.splice(0)).toEqual([expect.stringContaining("400")]);
      await days.fill("3");
      await submit.click();
      const at = dialog(page).getByLabel("実施日時");
      await expect.poll(() => at.getAttribute("aria-invalid")).toBe("true");
      expect(complaints.splice(0)).toEqual([expect.stringContaining("400")]);
      await at.fill("");
      await submit.click();
      await dialog(page).waitFor({ state: "detached" });
      await expect
        .poll(() => latest(page).innerText(), soon)
        .toMatch(/ご回答待ち[\s\S]*ログを移動します。[\s\S]*再起動する/);
      const { body } = await api.get(`/api/incidents/${number}`, token);
      expect(body.secondary).toMatchObject({ to: ["sato"], steps: [{}, {}, {}], scheduledAt: null });
      await close();
    });

    it("[R5.7] proposes a runbook with its parameters, agreed on the telephone already; shows its procedure", async () => {
      const number = await incident();
      const { page, complaints, close } = await open(number);
      await button(page, "二次対応を提案").click();
      await dialog(page).getByLabel("概要").fill("攻撃元を遮断します。");
      await choose(page, "実施の方法", "手順書で行う");
      await choose(page, "手順書", /遮断/);
      await expect
        .poll(() => dialog(page).getByRole("combobox", { name: "対象" }).inputValue(), soon)
        .toBe("shop/web01");
      const catalogue = await loadCatalogue();
      const params = Object.keys(catalogue.get("block-addresses")!.params.shape);
      const offered = (await api.get(`/api/incidents/${number}/desk`, token)).body.secondary as {
        runbooks: { id: string; params: { what: string; example: string }[] }[];
      };
      const fields = offered.runbooks.find(({ id }) => id === "block-addresses")!.params;
      expect(fields.length).toBe(params.length);
      for (const { what } of fields) await dialog(page).getByLabel(what).fill("; reboot");
      await dialog(page).getByText("すでに電話で承認をいただいている").click();
      await dialog(page).getByLabel("承認したお客様の氏名").fill("佐藤 太郎");
      const submit = dialog(page).getByRole("button", { name: "電話での承認を記録" });
      await submit.click();
      const first = dialog(page).getByLabel(fields[0]!.what);
      await expect.poll(() => first.getAttribute("aria-invalid")).toBe("true");
      expect(complaints.splice(0)).toEqual([expect.stringContaining("400")]);
      for (const { what, example } of fields) await dialog(page).getByLabel(what).fill(example);
      await submit.click();
      await dialog(page).waitFor({ state: "detached" });
      await latest(page).getByText("佐藤 太郎様、受けた人: 山田 健太郎").waitFor();
      const { secondary } = (await api.get(`/api/incidents/${number}`, token)).body as Agreed;
      await api.post(`/api/secondary/${secondary.id}/approve`, {}, other);
      await page.reload();
      await latest(page)
        .getByText("お客様（佐藤 太郎様）（電話） 山田 健太郎が記録 鈴木 次郎が確認")
        .waitFor();
      await latest(page).getByText("提案の内容").click();
      await latest(page).getByText("手順書の全文").click();
      await latest(page).locator("pre").getByText("# ", { exact: false }).waitFor();
      await expect
        .poll(() => besideOf(page, "開始する"), soon)
        .toContain("合意した手順書を対象のサーバーで今すぐ実行します");
      await close();
    });

    it("[R5.7] from the telephone to the report: each step by hand, the mail as it will be sent, the end", async () => {
      const number = await incident();
      await givenSecondary(api, number, { steps: ["ログを移動する"] });
      const { page, complaints, close } = await open(number);
      await button(page, "電話での承認").click();
      await dialog(page).getByLabel("回答したお客様の氏名").fill("佐藤 太郎");
      await dialog(page).getByRole("button", { name: "承認を記録" }).click();
      await page.getByText("電話での同意を記録しました。別のオペレーターの確認を待ちます").waitFor();
      const confirming = await open(number, { token: other });
      await button(confirming.page, "電話での承認を確認").click();
      await dialog(confirming.page).getByRole("button", { name: "承認を確認" }).click();
      await latest(confirming.page).getByText("承認済み", { exact: true }).waitFor();
      await page.reload();
      await latest(page).getByText("承認済み", { exact: true }).waitFor();
      await button(page, "日時を決める").click();
      await dialog(page).getByLabel("実施日時").fill("2020-01-01T02:00");
      await dialog(page).getByRole("button", { name: "この日時に決める" }).click();
      await expect.poll(() => dialog(page).getByLabel("実施日時").getAttribute("aria-invalid")).toBe("true");
      expect(complaints.splice(0)).toEqual([expect.stringContaining("400")]);
      await dialog(page).getByLabel("実施日時").fill(inThreeDays());
      await dialog(page).getByRole("button", { name: "この日時に決める" }).click();
      await latest(page).getByText("日時決定", { exact: true }).waitFor();
      await button(page, "開始する").click();
      await dialog(page).getByLabel("今すぐ始めることに同意したお客様の氏名").fill("佐藤 太郎");
      await dialog(page).getByRole("button", { name: "同意を記録" }).click();
      await latest(page).getByText("電話で今すぐの開始に同意").waitFor();
      await expect.poll(() => button(page, "同意を確認して開始").isDisabled(), soon).toBe(true);
      await confirming.page.reload();
      await button(confirming.page, "同意を確認して開始").click();
      await dialog(confirming.page).getByRole("button", { name: "同意を確認して開始" }).click();
      await latest(confirming.page).getByText("実施中", { exact: true }).waitFor();
      await confirming.close();
      await page.reload();
      await latest(page).getByText("実施中", { exact: true }).waitFor();
      await expect.poll(() => besideOf(page, "報告する"), soon).toBe("作業がまだ終わっていません");
      for (const step of [1, 2]) {
        await button(page, `手順${step}の結果を記録`).click();
        await choose(page, "結果", "実施した");
        if (step === 1) await dialog(page).getByLabel("備考").fill("21時に実施");
        await dialog(page).getByRole("button", { name: "記録する" }).click();
        await dialog(page).waitFor({ state: "detached" });
      }
      await latest(page).getByText("すべての手順を実施しました").waitFor();
      await button(page, "報告する").click();
      const text = dialog(page).getByLabel("結果");
      expect(await text.inputValue()).toContain("・ログを移動する: 実施（21時に実施）");
      await text.fill(`${await text.inputValue()}\nご協力ありがとうございました。`);
      await dialog(page).getByRole("button", { name: "内容を確認" }).click();
      await expect
        .poll(() => dialog(page).innerText(), soon)
        .toMatch(
          /佐藤 太郎 <t\.sato@tsubame\.example>[\s\S]*障害二次対応のご報告[\s\S]*結果をご報告いたします[\s\S]*21時に実施[\s\S]*ご協力ありがとうございました/,
        );
      await dialog(page).getByRole("button", { name: "この内容で送信" }).click();
      await latest(page).getByText("報告済み", { exact: true }).waitFor();
      await button(page, "終了する").click();
      await dialog(page).getByRole("button", { name: "終了する" }).click();
      await latest(page).getByText("終了", { exact: true }).first().waitFor();
      await expect.poll(() => latest(page).getByRole("button").count(), soon).toBe(0);
      await close();
    });

    it("[R5.7] shows what one operator heard on the telephone to all, and lets another one confirm it", async () => {
      const number = await incident();
      await givenSecondary(api, number, { steps: ["ログを移動する"] }, [heardByPhone]);
      const own = await open(number);
      const line = "電話で承認（佐藤 太郎様、受けた人: 山田 健太郎）— 別のオペレーターの確認待ち";
      await latest(own.page).getByText(line).waitFor();
      await expect.poll(() => button(own.page, "電話での承認を確認").isDisabled(), soon).toBe(true);
      await expect
        .poll(() => besideOf(own.page, "電話での承認を確認"), soon)
        .toContain("ほかにいない場合は、お客様にメールのリンクから承認していただいてください");
      await keptAs(own.page, "heard-own");
      await own.close();
      const { page, close } = await open(number, { token: other });
      await latest(page).getByText(line).waitFor();
      await expect
        .poll(() => besideOf(page, "電話での承認を確認"), soon)
        .toContain("山田 健太郎が電話で聞いた佐藤 太郎様の承認を確認し");
      expect(await faultsFoundByAxe(page)).toEqual([]);
      await button(page, "電話での承認を確認").click();
      await dialog(page).getByText("ディスクの空きを増やすため").waitFor();
      expect(await faultsFoundByAxe(page)).toEqual([]);
      await keptAs(page, "heard-confirm");
      await dialog(page).getByRole("button", { name: "承認を確認" }).click();
      await latest(page)
        .getByText("お客様（佐藤 太郎様）（電話） 山田 健太郎が記録 鈴木 次郎が確認")
        .waitFor();
      await keptAs(page, "heard-confirmed");
      await close();
    });

    it("[R5.7] follows a vendor's inquiry: ticket, when to ask again, and the answer that ends it", async () => {
      const number = await incident();
      await givenSecondary(api, number, { kind: "vendor-inquiry", vendor: "株式会社ベンダー" }, [agreed]);
      const { page, close } = await open(number);
      await button(page, "ベンダーの回答").click();
      await dialog(page).getByLabel("受付番号").fill("T-1");
      await dialog(page).getByLabel("次に確認する日時").fill("2099-01-01T10:00");
      await dialog(page).getByRole("button", { name: "記録する" }).click();
      await latest(page).getByText("株式会社ベンダー 受付番号 T-1 次に確認する日時").waitFor();
      await button(page, "ベンダーの回答").click();
      await dialog(page).getByLabel("回答", { exact: true }).fill("部品を交換しました。");
      await dialog(page).getByRole("button", { name: "記録する" }).click();
      await latest(page).getByText("正常を確認", { exact: true }).waitFor();
      await latest(page).getByText("回答: 部品を交換しました。").waitFor();
      await close();
    });

    it("[R5.7] withdraws only with a reason; one by a runbook that is at work can be aborted", async () => {
      const number = await incident();
      await givenSecondary(api, number);
      const { page, close } = await open(number);
      await button(page, "取り下げる").click();
      const submit = dialog(page).getByRole("button", { name: "取り下げる" });
      await expect.poll(() => submit.isDisabled(), soon).toBe(true);
      await dialog(page).getByLabel("理由").fill("別の方法で復旧しました。");
      await submit.click();
      await latest(page).getByText("別の方法で復旧しました。").waitFor();
      const runbook = { id: "collect-logs", title: "ログの収集", with: {}, procedure: "# 手順書" };
      await givenSecondary(api, number, { runbook }, [agreed, begun]);
      await button(page, "手順書を中止").click();
      await dialog(page).getByRole("button", { name: "中止する" }).click();
      await dialog(page).waitFor({ state: "detached" });
      await close();
    });

    it("[R5.7] folds the earlier ones, with the run of their runbook, and lists what it brought", async () => {
      const number = await incident();
      await givenLogsCollected(api, number);
      await givenSecondary(api, number, {}, [agreed, begun, stepDone(1, "21時に実施")]);
      const { page, close } = await open(number);
      expect(await section(page).getByText("ログを集める").first().isVisible()).toBe(false);
      await section(page).getByText("以前の障害二次対応（1）").click();
      await section(page).getByText("手順（2）").click();
      await section(page).getByText("ログを集める", { exact: true }).waitFor();
      await expect.poll(() => page.getByRole("region", { name: "手順書の実行" }).count(), soon).toBe(0);
      const bundles = page.getByRole("region", { name: "収集したログ" });
      await expect.poll(() => bundles.innerText(), soon).toMatch(/web01-\d{8}T\d{6}Z\.tar\.gz\s*3\.3 KB/);
      await close();
    });

    it("[R5.7] offers nothing to open before the rest of the page is there, which would fold it again", async () => {
      const number = await incident();
      await givenLogsCollected(api, number);
      await givenSecondary(api, number, {}, [agreed, begun]);
      const { page, close } = await openConsole(browser, { url: api.url, token });
      const answered = Promise.withResolvers<void>();
      await page.route(`**/api/incidents/${number}/desk`, async (route) => {
        await answered.promise;
        await route.continue();
      });
      await page.goto(`/incidents/${number}`);
      await page.getByRole("heading", { name: /web01/ }).first().waitFor();
      expect(await section(page).count()).toBe(0);
      answered.resolve();
      await section(page).getByText("以前の障害二次対応（1）").click();
      await section(page).getByText("手順（2）").waitFor();
      await close();
    });

    it("[R5.6] [RA4] hands out what a run brought; the download is in the audit log", async () => {
      const number = await incident();
      await givenLogsCollected(api, number);
      await givenLogin(api, "夜勤 花子");
      const { page, close } = await openConsole(browser, { url: api.url });
      // A download brings the session's cookie, and no header of the test's.
      await page.request.post("/api/auth/sign-in/username", { data: { username: "夜勤 花子", password } });
      await page.goto(`/incidents/${number}`);
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("link", { name: /tar\.gzをダウンロード$/ }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(/^web01-.*\.tar\.gz$/);
      expect(await text(await download.createReadStream())).toContain("logs of the night");
      const [logged] = await api.sql`select person, incident from audit_log where action = 'download-bundle'`;
      expect(logged).toEqual({ person: "夜勤 花子", incident: number });
      await close();
    });

    it.each(["basic", "standard"] as const)(
      "[R1.5b] says that %s has no secondary response",
      async (plan) => {
        const version = await api.given.customer(plan, { plan });
        const number = await api.given.incident({ customer: plan, version });
        await api.given.alert({ incident: number, sequence: 1, customer: plan });
        const { page, close } = await open(number);
        await expect.poll(() => button(page, "二次対応を提案").isDisabled(), soon).toBe(true);
        await expect
          .poll(() => besideOf(page, "二次対応を提案"), soon)
          .toContain("プランには障害二次対応が含まれていません");
        await close();
      },
    );

    it("[R5.7] [RA4] lets a customer's person answer with their name, and shows them neither bundles nor more to press", async () => {
      const number = await incident();
      await givenLogsCollected(api, number);
      await givenSecondary(api, number);
      const customers = await api.given.person("佐藤 太郎", { role: "customer", customers: ["shop"] });
      const { page, close } = await open(number, { token: customers });
      expect(await section(page).getByRole("button").allInnerTexts()).toEqual(["承認する", "辞退する"]);
      await expect.poll(() => page.getByRole("region", { name: "収集したログ" }).count(), soon).toBe(0);
      expect(await faultsFoundByAxe(page)).toEqual([]);
      await button(page, "承認する").click();
      await dialog(page).getByText("佐藤 太郎 様として回答します。").waitFor();
      await dialog(page).getByLabel("備考").fill("夜間でお願いします");
      await dialog(page).getByRole("button", { name: "承認する" }).click();
      await latest(page).getByText("お客様（佐藤 太郎様）（API）").waitFor();
      await expect.poll(() => latest(page).innerText(), soon).toContain("夜間でお願いします");
      await expect.poll(() => section(page).getByRole("button").count(), soon).toBe(0);
      await close();
    });

    it("[RA1] fits a telephone, open and in its dialog", async () => {
      const number = await incident();
      await givenLogsCollected(api, number);
      await givenSecondary(api, number, {}, [agreed, begun]);
      const { page, close } = await open(number, { width: 390, height: 844 });
      await section(page).getByText("以前の障害二次対応（1）").click();
      const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(await overflow()).toBeLessThanOrEqual(0);
      await button(page, "二次対応を提案").click();
      await dialog(page).waitFor();
      expect(await overflow()).toBeLessThanOrEqual(0);
      await close();
    });

    it("has no fault that axe knows of, in light and in dark", async () => {
      const number = await incident();
      await givenLogsCollected(api, number);
      await givenSecondary(api, number, { steps: ["ログを移動する"] }, [agreed, begun, stepDone(1)]);
      const { page, close } = await open(number);
      for (const folded of ["以前の障害二次対応（1）", "提案の内容"])
        await section(page).getByText(folded).first().click();
      expect(await faultsInLightAndDark(page)).toEqual([]);
      for (const name of ["手順2の結果を記録", "二次対応を提案"]) {
        await button(page, name).click();
        await dialog(page).waitFor();
        expect(await faultsInLightAndDark(page)).toEqual([]);
        await dialog(page).getByRole("button", { name: "やめる" }).click();
        await dialog(page).waitFor({ state: "detached" });
      }
      await close();
    });
  },
);
