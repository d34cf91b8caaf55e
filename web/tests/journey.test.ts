import type { Browser } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { givenLogin, password } from "../../api/auth/testBrowser.ts";
import { givenRows } from "../../db/testRows.ts";
import { scenario } from "../../scenarios/harness/index.ts";
import { chromiumFile, openConsole, startBrowser } from "./testBrowser.ts";

// The whole way of a night shift: real login, real workflow, real console.
describe.runIf(chromiumFile !== null)("from login to the end of an incident", { timeout: 120_000 }, () => {
  const s = scenario();
  let browser: Browser;

  beforeAll(async () => {
    browser = await startBrowser();
    given = givenRows(s.engine.database.db, () => s.engine.temporal.now());
  }, 120_000);

  let given: ReturnType<typeof givenRows>;
  const atTheBoard = async (name: string) => {
    await givenLogin({ db: s.engine.database.db, given }, name);
    const opened = await openConsole(browser, { url: s.engine.url });
    const { page, complaints } = opened;
    await page.goto("/");
    await page.getByLabel("ユーザー名").fill(name);
    await page.getByLabel("パスワード").fill(password);
    await page.keyboard.press("Enter");
    await page.getByText("更新中").waitFor();
    // Nobody was logged in at first.
    for (const complaint of complaints.splice(0)) expect(complaint).toContain("401");
    return opened;
  };

  it("[R5.3.2] [RA1] board, acknowledged by a key, called by hand, resolved with a reason", async () => {
    const rules = [{ name: "mail people", notify: { mail: ["ito" as const] } }];
    const acme = await s.given.customer("acme", { rules });
    const { page, close } = await atTheBoard("夜勤 太郎");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.settle();
    s.then.mails("【web01】 HTTP警報発生のご連絡", "ito");

    const row = page.getByRole("row").filter({ hasText: "web01" });
    await row.getByText("連絡済み・対応確認待ち").waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("a");
    await row.getByText("対応確認済み").waitFor();
    await page.keyboard.press("n");
    await row.getByRole("gridcell", { name: "夜勤 太郎", exact: true }).waitFor();
    await page.keyboard.press("c");

    const panel = page.getByRole("region", { name: "電話する" });
    await panel.getByRole("combobox").fill("さとう");
    await panel.getByRole("combobox").fill("佐藤");
    await page.getByRole("option", { name: /佐藤 太郎/ }).click();
    await panel.getByText("お世話になっております", { exact: false }).first().waitFor();
    await panel.getByLabel("メモ").fill("再起動するとのこと");
    await panel.getByRole("heading", { name: "結果" }).click();
    await page.keyboard.press("1");
    await panel.getByRole("button", { name: "「連絡できた」を記録" }).click();
    await page.getByText("再起動するとのこと").first().waitFor();

    await page.getByRole("button", { name: "対応完了", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "対応完了にする" });
    await dialog.getByLabel("理由").fill("お客様が再起動し、確認済み");
    await dialog.getByRole("button", { name: "対応完了にする" }).click();
    await page.getByText("対応完了（夜勤 太郎が終了）").first().waitFor();
    await s.then.shows(acme, {
      state: "closed",
      calls: [{ kind: "operator", contact: "sato", result: "reached", calledBy: "夜勤 太郎" }],
    });
    s.then.nothingElseWasSent();
    await close();
  });

  it("[RA1] two operators at the same incident: the second hears who has it, and what was typed stays", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["ito"] } });
    await s.when.alertFires(acme, "db01", "Disk");
    await s.time.settle();
    s.then.mails("【db01】 Disk警報発生のご連絡", "ito");
    const [incident] = await s.then.incidents(acme);
    const { page, close, complaints } = await atTheBoard("夜勤 花子");
    await page.goto(`/incidents/${incident?.number}`);
    await page.getByRole("button", { name: "対応完了", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "対応完了にする" });
    await dialog.getByLabel("理由").fill("誤検知のため");
    await s.operator("山田").does(acme, "resolve", { reason: "計画作業" });
    await dialog.getByRole("button", { name: "対応完了にする" }).click();
    await page.getByText("山田がすでに対応完了にしています").first().waitFor();
    expect(await dialog.getByLabel("理由").inputValue()).toBe("誤検知のため");
    expect(complaints.splice(0)).toEqual([expect.stringContaining("409")]);
    s.then.nothingElseWasSent();
    await close();
  });
});
