import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApi, type TestApi } from "../../api/testApi.ts";
import { beginStep, changeStep, showOutput, stepsOf } from "../../db/runbooks/runbookRuns.ts";
import { faultsFoundByAxe, faultsInLightAndDark } from "../../dev/testAxe.ts";
import { chromiumFile, openConsole, startBrowser } from "./testBrowser.ts";
import {
  askStep,
  givenAsking,
  givenByHand,
  givenHistory,
  givenRestarting,
  givenShop,
} from "./testRunbooks.ts";

/** Pages draw in their own time. */
const soon = { timeout: 10_000 };

describe.runIf(chromiumFile !== null)("runs of runbooks on an incident's page", { timeout: 60_000 }, () => {
  let api: TestApi;
  let browser: Browser;
  let token: string;
  let incident: () => Promise<number>;

  beforeAll(async () => {
    [api, browser] = await Promise.all([startTestApi(), startBrowser()]);
    token = await api.given.person("山田 健太郎");
    ({ incident } = await givenShop(api));
  });
  afterAll(() => api.stop());

  const open = async (number: number, options: Partial<Parameters<typeof openConsole>[1]> = {}) => {
    const opened = await openConsole(browser, { url: api.url, token, ...options });
    await opened.page.goto(`/incidents/${number}`);
    await opened.page.getByRole("heading", { name: "操作" }).waitFor();
    return opened;
  };
  const section = (page: Page) => page.getByRole("region", { name: "手順書の実行" });
  const question = (page: Page) => page.getByRole("region", { name: /手順書が(判断|作業)を待っています/ });
  const action = (page: Page, name: string) => page.getByRole("complementary").getByRole("button", { name });
  const besideOf = (page: Page, name: string): Promise<string> =>
    action(page, name).evaluate(
      (it) => document.getElementById(it.getAttribute("aria-describedby") ?? "")?.innerText ?? "",
    );
  const answeredBy = async (run: string, by: string): Promise<void> => {
    const row = (await stepsOf(api.db, [run])).at(-1)!;
    await changeStep(api.db, row, { state: "no", by, seen: "", endedAt: new Date() });
  };

  it("[R5.6] shows what goes on as it happens: the step under way, what it saw, then the next one", async () => {
    const number = await incident();
    const run = await givenRestarting(api, number);
    const { page, close } = await open(number);
    const underWay = section(page).locator("[aria-current=step]");
    await expect.poll(() => underWay.innerText(), soon).toMatch(/サービスが起動する[\s\S]*実行中/);
    await expect
      .poll(() => section(page).innerText(), soon)
      .toMatch(/shop\/web01[\s\S]*当番が開始[\s\S]*経過[\s\S]*残り 14分/);
    await page.getByText("手順書「サービスの再起動」を実行中", { exact: false }).first().waitFor();
    const row = (await stepsOf(api.db, [run])).at(-1)!;
    await changeStep(api.db, row, { state: "yes", seen: "終了コード 0", endedAt: new Date() });
    const verify = {
      run,
      sequence: 4,
      path: "verify",
      kind: "verify",
      title: "サービスが動作している",
    } as const;
    await beginStep(api.db, verify, new Date());
    await underWay.filter({ hasText: "サービスが動作している" }).waitFor();
    expect(
      await section(page).getByRole("listitem").filter({ hasText: "起動する" }).last().innerText(),
    ).toMatch(/はい/);
    await close();
  });

  it("[R5.6] shows what the step under way prints as it comes, as it was printed, and leaves it open", async () => {
    const number = await incident();
    const run = await givenRestarting(api, number);
    const { page, complaints, close } = await open(number);
    const underWay = section(page).locator("[aria-current=step]");
    await underWay.waitFor();
    expect(await underWay.getByText("出力").count()).toBe(0);
    const row = (await stepsOf(api.db, [run])).at(-1)!;
    await showOutput(api.db, row, "起動を待っています… 1/3");
    await underWay.getByText("起動を待っています… 1/3").waitFor();
    // Turned around from here on, if it could be; and no tag of ours.
    const hostile = "<img src=x onerror=alert(1)> \u202Enginx は起動中";
    const output = `起動を待っています… 1/3\n起動を待っています… 2/3\n${hostile}`;
    await showOutput(api.db, row, output);
    await expect.poll(() => underWay.locator("pre").innerText(), soon).toBe(output);
    expect(await underWay.locator("img").count()).toBe(0);
    expect(await underWay.locator("pre").evaluate((it) => getComputedStyle(it).unicodeBidi)).toBe("isolate");
    expect(await faultsFoundByAxe(page)).toEqual([]);
    await changeStep(api.db, row, { state: "yes", seen: "終了コード 0", output, endedAt: new Date() });
    await underWay.waitFor({ state: "detached" });
    await section(page).getByText("2/3").waitFor();
    // What has ended shows its output to those who ask.
    await page.reload();
    await section(page).getByText("出力").last().waitFor();
    expect(await section(page).getByText("2/3").count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });

  it("[R5.6] says how a run ended: why, what was not taken back, what stays; a refused one says its reason alone", async () => {
    const number = await incident();
    await givenHistory(api, number);
    const { page, close } = await open(number);
    const [latest, refused] = [
      section(page).getByRole("article").first(),
      section(page).getByRole("article").last(),
    ];
    await expect
      .poll(() => latest.innerText(), soon)
      .toMatch(
        /復旧せず[\s\S]*中止しました[\s\S]*取り消せなかった作業\s*ロードバランサーに戻す 終了コード 1[\s\S]*取り消した作業\s*一時ファイルを消す[\s\S]*元に戻していない作業\s*サービスを再起動する （再起動前のプロセスには戻せないため）/,
      );
    await expect
      .poll(() => refused.innerText(), soon)
      .toMatch(/実行できず[\s\S]*web09 はマネジメント対象として登録されていません/);
    await expect.poll(() => refused.getByText(/手順（/).count(), soon).toBe(0);
    await expect
      .poll(() => latest.getByText("お客様に電話で確認").locator("..").innerText(), soon)
      .toContain("山田 健太郎が回答");
    await close();
  });

  it("[R5.6] shows what commands printed once somebody asks, by keyboard too", async () => {
    const number = await incident();
    await givenHistory(api, number);
    const { page, close } = await open(number);
    await expect.poll(() => page.getByText("nginx: [emerg]").count(), soon).toBe(0);
    await section(page).getByText("出力").last().focus();
    await page.keyboard.press("Enter");
    await page.getByText("nginx: [emerg]").waitFor();
    await section(page).getByRole("button", { name: "コピー" }).waitFor();
    await section(page).getByText("手順（6）").focus();
    await page.keyboard.press("Enter");
    await page.getByText("nginx: [emerg]").waitFor({ state: "hidden" });
    await close();
  });

  it("[R2.6] asks for a decision by its criterion, with what each answer leads to; a fault loses no note", async () => {
    const number = await incident();
    await givenAsking(api, number);
    const { page, complaints, close } = await open(number);
    await expect
      .poll(() => question(page).innerText(), soon)
      .toMatch(
        /残り [45]分[\s\S]*切り離してよいか[\s\S]*ほかのサーバーが2台以上正常なら「はい」[\s\S]*このあと: ロードバランサーから切り離す → インスタンスを再起動する[\s\S]*このあと: 次の手順へ進みます[\s\S]*回答がなければ「いいえ」/,
      );
    await question(page).getByLabel("メモ").fill("3台とも正常");
    await question(page).getByRole("button", { name: "はい" }).click();
    // No Temporal answers here.
    await question(page).getByRole("alert").waitFor();
    expect(complaints.splice(0)).toEqual([expect.stringContaining("503")]);
    await page.reload();
    await expect.poll(() => question(page).getByLabel("メモ").inputValue(), soon).toBe("3台とも正常");
    await close();
  });

  it("[R2.6] asks whether something was done by hand, and says what follows where it cannot be", async () => {
    const number = await incident();
    await givenByHand(api, number);
    const { page, close } = await open(number);
    await expect.poll(() => question(page).innerText(), soon).toMatch(/ディスクの交換を依頼してください/);
    await question(page).getByRole("button", { name: "実施しました" }).waitFor();
    const cannot = question(page).getByRole("button", { name: "実施できません" });
    await expect
      .poll(() => cannot.locator("..").innerText(), soon)
      .toContain("取り消しの手順を行ってエスカレーションします");
    await close();
  });

  it("[R5.6] a colleague was first: says who and what, and keeps the note that was being written", async () => {
    const number = await incident();
    const run = await givenAsking(api, number);
    const { page, close } = await open(number);
    await question(page).getByLabel("メモ").fill("負荷を見ているところ");
    await answeredBy(run, "鈴木 次郎");
    const said = page.getByRole("alert");
    await said.getByText(`「${askStep.title}」は鈴木 次郎が先に回答しました（いいえ）`).waitFor();
    await expect.poll(() => said.innerText(), soon).toContain("負荷を見ているところ");
    await expect.poll(() => question(page).count(), soon).toBe(0);
    await said.getByRole("button", { name: "閉じる" }).click();
    await said.waitFor({ state: "detached" });
    await close();
  });

  it("[R5.6] starts the rule's runbook with what the rule fills in; a fault stands at its field", async () => {
    const { page, complaints, close } = await open(await incident());
    await page.keyboard.press("b");
    const dialog = page.getByRole("dialog", { name: "手順書を実行する" });
    await dialog.getByRole("button", { name: /サービスの再起動（対応ルールの手順書）/ }).waitFor();
    await expect
      .poll(() => dialog.getByRole("combobox", { name: "対象" }).inputValue(), soon)
      .toBe("shop/web01");
    const service = dialog.getByLabel("再起動するサービスの名前");
    await expect.poll(() => service.inputValue(), soon).toBe("nginx");
    await service.fill("nginx; reboot");
    await dialog.getByRole("button", { name: "実行する" }).click();
    await expect.poll(() => service.getAttribute("aria-invalid")).toBe("true");
    await expect
      .poll(() => dialog.getByRole("alert").innerText(), soon)
      .toContain("入力した内容は残してあります");
    expect(complaints.splice(0)).toEqual([expect.stringContaining("400")]);
    await dialog.getByRole("button", { name: "最初の内容に戻す" }).click();
    await expect.poll(() => service.inputValue(), soon).toBe("nginx");
    await close();
  });

  it("[R5.6] takes any runbook that is offered, each with its own parameters and an example", async () => {
    const { page, complaints, close } = await open(await incident());
    await action(page, "手順書を実行").click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: /対応ルールの手順書/ }).click();
    await page.getByRole("option", { name: /ディスク/ }).click();
    const submit = dialog.getByRole("button", { name: "実行する" });
    await expect.poll(() => submit.isDisabled(), soon).toBe(true);
    const [path, days] = [dialog.getByRole("textbox").first(), dialog.getByRole("textbox").last()];
    await path.fill("/var/log/../etc");
    await days.fill("０");
    await submit.click();
    await expect.poll(() => path.getAttribute("aria-invalid")).toBe("true");
    expect(await days.getAttribute("aria-invalid")).toBe("true");
    expect(complaints.splice(0)).toEqual([expect.stringContaining("400")]);
    await close();
  });

  it("[R5.6] while one runs, no second can be started, and it can be aborted, with what that does", async () => {
    const number = await incident();
    await givenRestarting(api, number);
    const { page, complaints, close } = await open(number);
    await expect.poll(() => action(page, "手順書を実行").isDisabled(), soon).toBe(true);
    await expect.poll(() => besideOf(page, "手順書を実行"), soon).toBe("すでに手順書を実行中です");
    await page.keyboard.press("b");
    await expect.poll(() => page.getByRole("dialog").count(), soon).toBe(0);
    await action(page, "手順書を中止").click();
    const dialog = page.getByRole("dialog", { name: "手順書を中止する" });
    await dialog.getByText("取り消しの手順を行ってからエスカレーションします").waitFor();
    await dialog.getByLabel("理由").fill("お客様が作業中");
    await dialog.getByRole("button", { name: "中止する" }).click();
    await dialog.getByRole("alert").waitFor();
    expect(complaints.splice(0)).toEqual([expect.stringContaining("503")]);
    await expect.poll(() => dialog.getByLabel("理由").inputValue(), soon).toBe("お客様が作業中");
    await close();
  });

  it("[R1.5b] says that the plan has no primary response; nothing is offered to be aborted where nothing runs", async () => {
    const version = await api.given.customer("basic", { plan: "basic" });
    const number = await api.given.incident({ customer: "basic", version });
    await api.given.alert({ incident: number, sequence: 1, customer: "basic" });
    const { page, close } = await open(number);
    await expect.poll(() => action(page, "手順書を実行").isDisabled(), soon).toBe(true);
    await expect.poll(() => besideOf(page, "手順書を実行"), soon).toContain("障害一次対応が含まれていません");
    await expect.poll(() => action(page, "手順書を中止").count(), soon).toBe(0);
    await expect.poll(() => section(page).count(), soon).toBe(0);
    await close();
  });

  it("[RA4] shows a customer's people the run, without output and without anything to press", async () => {
    const number = await incident();
    await givenHistory(api, number);
    await givenAsking(api, number);
    const customers = await api.given.person("佐藤 太郎", { role: "customer", customers: ["shop"] });
    const { page, close } = await openConsole(browser, { url: api.url, token: customers });
    await page.goto(`/incidents/${number}`);
    await section(page).getByText("オペレーターの回答を待っています").waitFor();
    await expect.poll(() => section(page).getByRole("button").count(), soon).toBe(0);
    await expect.poll(() => page.getByText("出力").count(), soon).toBe(0);
    await expect.poll(() => question(page).count(), soon).toBe(0);
    expect(await faultsFoundByAxe(page)).toEqual([]);
    await close();
  });

  it("[RA1] fits a telephone, with a question and a history", async () => {
    const number = await incident();
    await givenHistory(api, number);
    await givenAsking(api, number);
    const { page, close } = await open(number, { width: 390, height: 844 });
    await section(page).getByText("手順（6）").click();
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(await overflow()).toBeLessThanOrEqual(0);
    await close();
  });

  it("has no fault that axe knows of, in light and in dark", async () => {
    const asking = await incident();
    await givenHistory(api, asking);
    await givenAsking(api, asking);
    const { page, close } = await open(asking);
    await section(page).getByText("手順（6）").click();
    for (const output of await section(page).getByText("出力").all()) await output.click();
    expect(await faultsInLightAndDark(page)).toEqual([]);
    await action(page, "手順書を中止").click();
    await page.getByRole("dialog").waitFor();
    expect(await faultsInLightAndDark(page)).toEqual([]);
    const quiet = await incident();
    await page.goto(`/incidents/${quiet}`);
    await action(page, "手順書を実行").click();
    await page.getByRole("dialog").waitFor();
    expect(await faultsInLightAndDark(page)).toEqual([]);
    await close();
  });
});
