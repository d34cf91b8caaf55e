import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApi, type TestApi } from "../../api/testApi.ts";
import { closeOperationTest } from "../../db/tests/operationTests.ts";
import { faultsInLightAndDark } from "../../dev/testAxe.ts";
import { chromiumFile, openConsole, startBrowser } from "./testBrowser.ts";
import { importAcme } from "./testCustomers.ts";
import { givenOperationTest } from "./testOperationTests.ts";

describe.runIf(chromiumFile !== null)("operation tests in the console", { timeout: 60_000 }, () => {
  let api: TestApi;
  let browser: Browser;
  let token: string;
  let finished: number;

  beforeAll(async () => {
    [api, browser] = await Promise.all([startTestApi(), startBrowser()]);
    token = await api.given.person("鈴木");
    await importAcme(api);
    finished = await givenOperationTest(api, "finished");
  });
  afterAll(() => api.stop());

  it("[R2.7.3] begins one over a rule's lists, once its consequence was named; a second has to wait", async () => {
    const { page, close, complaints } = await openConsole(browser, { url: api.url, token });
    const begin = async () => {
      await page.goto("/customers/acme?tab=tests");
      await page.getByRole("button", { name: "通知テストを始める" }).click();
      await page.getByText("鈴木 花子に電話").or(page.getByLabel("鈴木 花子に電話")).first().waitFor();
    };
    await begin();
    await page.getByRole("dialog").locator("label", { hasText: "電話" }).nth(1).click();
    await page.getByLabel("備考").fill("サービスイン前");
    await page.getByRole("button", { name: "内容を確認する" }).click();
    await page.getByText("実際にメール・チャット・電話が届きます。すべてテストと明記されます。").waitFor();
    await page.getByText("メール 2件、チャット 1件、電話 1名（合わせて2名）").waitFor();
    await page.getByRole("button", { name: "この内容で始める" }).click();
    await page.getByRole("heading", { level: 1, name: /運用試験 #\d+/ }).waitFor();
    await page.getByText("実施中", { exact: true }).waitFor();
    await page.getByRole("cell", { name: "sato@acme.example" }).waitFor();
    const id = Number(page.url().split("/").at(-1));

    await begin();
    await page.getByRole("button", { name: "内容を確認する" }).click();
    await page.getByRole("button", { name: "この内容で始める" }).click();
    await page.getByRole("dialog").getByRole("alert").waitFor();
    expect(complaints.splice(0)).toEqual([expect.stringContaining("409")]);

    await page.goto(`/tests/${id}`);
    await page.getByRole("button", { name: "中止する" }).click();
    await page.getByText("これから先の電話はかけません").waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "中止する" }).click();
    await page.getByText("運用試験を中止しました", { exact: true }).first().waitFor();
    await closeOperationTest(api.db, id, new Date());
    await page.getByText("テストの中止のため、行っていません").first().waitFor();
    await close();
  });

  it("[R2.7.3] shows what happens while it happens, and then who was reached and how long each step took", async () => {
    const running = await givenOperationTest(api, "running");
    const { page, close } = await openConsole(browser, { url: api.url, token });
    await page.goto(`/tests/${running}`);
    await page.getByText("呼び出し中", { exact: true }).waitFor();
    await closeOperationTest(api.db, running, new Date());
    await page.getByText("完了", { exact: true }).waitFor();
    await page.goto(`/tests/${finished}`);
    const sato = page.getByRole("row", { name: /佐藤 太郎 090-1234-5678/ });
    await sato.waitFor();
    expect((await sato.getByRole("cell").allInnerTexts()).slice(1)).toEqual([
      ...["応答(1)", "2.8秒", "12.3秒", "24.6秒", "1", "30.7秒"],
    ]);
    await page.getByText("電話: 2名中1名が1を押して確認").waitFor();
    await page.getByText("550 5.1.1 User unknown", { exact: true }).waitFor();
    await close();
  });

  it("[R2.7.3] is printed with the company's name and lines to sign on, without what only a screen needs", async () => {
    const { page, close } = await openConsole(browser, { url: api.url, token, scheme: "dark" });
    await page.goto(`/tests/${finished}`);
    const signature = page.getByText("確認者", { exact: true });
    await page.getByText("株式会社アクメ").nth(1).waitFor();
    expect(await signature.isVisible()).toBe(false);
    await page.emulateMedia({ media: "print" });
    expect(await signature.isVisible()).toBe(true);
    expect(await page.getByText("通知テスト 結果報告書").isVisible()).toBe(true);
    expect(await page.getByRole("button", { name: "印刷する" }).isVisible()).toBe(false);
    expect(await page.getByRole("navigation").isVisible()).toBe(false);
    const colour = await page
      .getByText("応答(1)", { exact: true })
      .evaluate((word) => getComputedStyle(word).color);
    expect(colour).toBe("rgb(0, 0, 0)");
    await close();
  });

  it("has no fault that axe knows of, in light and in dark", async () => {
    const { page, close } = await openConsole(browser, { url: api.url, token });
    await page.goto(`/tests/${finished}`);
    await page.getByText("応答(1)", { exact: true }).waitFor();
    expect(await faultsInLightAndDark(page)).toEqual([]);
    await page.goto("/customers/acme?tab=tests");
    await page.getByRole("link", { name: `#${finished}` }).waitFor();
    expect(await faultsInLightAndDark(page)).toEqual([]);
    await page.getByRole("button", { name: "通知テストを始める" }).click();
    await page.getByLabel("備考").waitFor();
    expect(await faultsInLightAndDark(page)).toEqual([]);
    await page.getByRole("button", { name: "内容を確認する" }).click();
    await page.getByRole("button", { name: "この内容で始める" }).waitFor();
    expect(await faultsInLightAndDark(page)).toEqual([]);
    await close();
  });
});
