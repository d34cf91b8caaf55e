import type { Browser } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { skippedWithoutSshd } from "../../activities/remote/ssh/testSshd.ts";
import { givenRows } from "../../db/testRows.ts";
import { scenario } from "../../scenarios/harness/index.ts";
import { shop } from "../../scenarios/harness/shop.ts";
import { asking } from "../../scenarios/harness/testRunbooks.ts";
import { chromiumFile, openConsole, startBrowser } from "./testBrowser.ts";

/** Pages draw in their own time. */
const soon = { timeout: 10_000 };

// The whole way of a question: real host, real workflow, real console.
describe.skipIf(chromiumFile === null || skippedWithoutSshd)(
  "a runbook that asks, in the console",
  { timeout: 120_000 },
  () => {
    const s = scenario({ runbooks: [asking] });
    const web = shop(s);
    let browser: Browser;
    let token: string;
    beforeAll(async () => {
      browser = await startBrowser();
      const given = givenRows(s.engine.database.db, () => s.engine.temporal.now());
      token = await given.person("夜勤 花子");
    }, 120_000);

    const rule = { notify: { mail: ["ito" as const] }, firstResponse: { runbook: "asking", with: {} } };
    /** Opened on the question; `cutOff`: the console hears nothing of what goes on, as for the moment before it does. */
    async function askedAbout({ cutOff = false } = {}) {
      const acme = await web.customer(rule);
      await web.fires(acme);
      await s.time.settle();
      s.then.mails("【web01】 HTTP警報発生のご連絡", "ito");
      s.then.operatorsWereTold("手順書の回答待ち");
      const [incident] = await s.then.incidents(acme);
      const opened = await openConsole(browser, { url: s.engine.url, token });
      if (cutOff) await opened.page.route("**/api/events*", (route) => route.abort());
      await opened.page.goto(`/incidents/${incident?.number}`);
      const question = opened.page.getByRole("region", { name: "手順書が判断を待っています" });
      await question.waitFor();
      return { acme, ...opened, question };
    }

    it("[R2.6] goes on as one has answered, and asks the next thing", async () => {
      const { acme, page, question, close } = await askedAbout();
      await question.getByLabel("メモ").fill("利用者なし");
      await question.getByRole("button", { name: "はい" }).click();
      await page.getByRole("region", { name: "手順書が作業を待っています" }).waitFor();
      await expect.poll(() => page.getByText("先に回答しました").count(), soon).toBe(0);
      const answered = page.getByRole("region", { name: "手順書の実行" }).getByText("夜勤 花子が回答");
      await answered.waitFor();
      await page.getByRole("button", { name: "手順書を中止" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "中止する" }).click();
      await page.getByText("夜勤 花子 が中止しました", { exact: false }).first().waitFor();
      await web.recovers(acme);
      await s.time.passes("10s");
      s.then.mails("【web01】 HTTP警報復旧のご連絡", "ito");
      await close();
    });

    it("[RA2] a second operator hears kindly who was first, and loses no note", async () => {
      const { acme, page, question, complaints, close } = await askedAbout({ cutOff: true });
      await question.getByLabel("メモ").fill("確認中");
      const [run] = await s.runbooks.rows(acme);
      const answer = { run: run!.id, path: "steps[0]", answer: "no" };
      await s.operator("鈴木").does(acme, "runbook-answers", answer);
      await s.time.settle();
      await question.getByRole("button", { name: "はい" }).click();
      const said = page.getByText("「再起動してよい」は鈴木が先に回答しました（いいえ）");
      await expect.poll(() => said.locator("..").innerText(), soon).toContain("確認中");
      expect(complaints.splice(0).join()).toContain("409");
      await web.recovers(acme);
      await s.time.passes("90s");
      s.then.mails("【web01】 HTTP警報復旧のご連絡", "ito");
      await close();
    });
  },
);
