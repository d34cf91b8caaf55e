import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type GivenStep, givenRun } from "../../db/testRuns.ts";
import { sshTexts } from "../../domain/runbooks/remoteTexts.ts";
import { actTexts, recoveryTitle, runTexts as texts } from "../../domain/runbooks/runTexts.ts";
import { testAct, testTree } from "../../domain/runbooks/testTree.ts";
import { probeTexts } from "../../domain/runbooks/texts.ts";
import type { AskStep, ManualStep } from "../../domain/runbooks/tree.ts";
import { startTestApi, type TestApi } from "../testApi.ts";
import { incidentSchema } from "./schemas.ts";

let api: TestApi;
let operator: string;
let customers: string;

beforeAll(async () => {
  api = await startTestApi();
  operator = await api.given.person("鈴木");
  customers = await api.given.person("佐藤", { role: "customer", customers: ["acme"] });
});
afterAll(() => api.stop());

const startedAt = new Date("2026-11-22T03:20:00.000Z");
const ask: AskStep = {
  step: "ask",
  title: "再起動してよいか",
  criterion: "利用者がいなければ「はい」です。",
  unanswered: "no",
  withinSeconds: 300,
  yes: [testAct({ title: "再起動する" })],
  no: [],
};
const byHand: ManualStep = {
  step: "manual",
  title: "配線の確認",
  instructions: "配線を確認します。",
  criterion: "正しければ続けます。",
  withinSeconds: 120,
};
const asked: GivenStep = { path: "steps[0]", kind: "ask", title: ask.title };

async function shown(number: number, token = operator, language: "ja" | "en" = "ja") {
  const answer = await api.ask("GET", `/api/incidents/${number}`, { token, language });
  return incidentSchema.parse(answer.body);
}
const rowOfBoard = async (number: number): Promise<{ phase: string }> => {
  const { body } = await api.get("/api/board", operator);
  return (body.incidents as { number: number; phase: string }[]).find((row) => row.number === number)!;
};

describe("a run of a runbook", () => {
  it("[R5.6] asks with what each answer leads to, until when, and what counts without one", async () => {
    const number = await api.given.incident();
    await givenRun(api.db, number, { tree: testTree([ask]), startedAt, steps: [asked] });
    const { runbookRuns } = await shown(number);
    expect(runbookRuns[0]?.asks).toEqual({
      path: "steps[0]",
      title: "再起動してよいか",
      question: "利用者がいなければ「はい」です。",
      until: "2026-11-22T03:25:00.000Z",
      manual: false,
      unanswered: "no",
      follows: { yes: ["再起動する"], no: [] },
    });
  });

  it("[R5.6] asks no longer than the run itself may last", async () => {
    const number = await api.given.incident();
    const steps: GivenStep[] = [
      { path: "verify", kind: "check", title: "確認", state: "yes", seconds: 700 },
      asked,
    ];
    await givenRun(api.db, number, { tree: testTree([ask]), startedAt, steps });
    const { runbookRuns } = await shown(number);
    expect(runbookRuns[0]?.asks?.until).toBe("2026-11-22T03:35:00.000Z");
  });

  it("[R5.6] asks for what is to be done by hand with its instructions", async () => {
    const number = await api.given.incident();
    const steps = [{ path: "steps[0]", kind: "manual", title: byHand.title } as const];
    await givenRun(api.db, number, { tree: testTree([byHand]), startedAt, steps });
    const { runbookRuns } = await shown(number);
    expect(runbookRuns[0]?.asks).toMatchObject({
      question: "配線を確認します。",
      manual: true,
      follows: null,
      unanswered: "no",
    });
  });

  it("[R5.1a] is shown as what is happening to its incident, on its page and on the board, in both languages", async () => {
    const number = await api.given.incident();
    await givenRun(api.db, number, { tree: testTree([ask]), startedAt, steps: [asked] });
    expect((await shown(number)).phase).toBe("手順書「修理」が回答を待っています");
    expect((await shown(number, operator, "en")).phase).toBe("Runbook 「修理」 waits for an answer");
    expect((await rowOfBoard(number)).phase).toBe("手順書「修理」が回答を待っています");
  });

  it("[R5.1a] is at work while a step of it is, and no longer once it has ended", async () => {
    const number = await api.given.incident();
    const act: GivenStep = { path: "steps[1]", kind: "act", title: "作業" };
    const answered: GivenStep = { ...asked, state: "yes", by: "鈴木" };
    await givenRun(api.db, number, { tree: testTree([ask]), startedAt, steps: [answered, act] });
    expect((await rowOfBoard(number)).phase).toBe("手順書「修理」を実行中");
    const other = await api.given.incident();
    await givenRun(api.db, other, { tree: testTree([ask]), steps: [answered], end: { state: "failed" } });
    expect((await rowOfBoard(other)).phase).toBe("連絡中");
    expect((await shown(other)).phase).toBe("連絡中");
  });

  it("[R5.6] is told in the reader's language, and what people said as they said it", async () => {
    const number = await api.given.incident();
    const [title, target, refused] = ["修理", "shop/web01", sshTexts.connectionLost({ at: "web01:22" })];
    const end = texts.failedAt({ title, target, step: "確認", why: probeTexts.exited({ code: 3 }) });
    await givenRun(api.db, number, {
      tree: testTree([ask]),
      steps: [
        { path: "steps[0]", kind: "ask", title: "可否", state: "yes", seen: "利用者なし" },
        {
          path: "recovery",
          kind: "recovery",
          title: recoveryTitle(),
          state: "no",
          seen: actTexts.stillFiring(),
        },
      ],
      end: {
        state: "failed",
        why: texts.undoneInVain({ end, failed: ["一つ目", "二つ目"] }),
        undone: [{ title: "一つ目", failed: refused }],
      },
    });
    const told = async (language: "ja" | "en") => {
      const [run] = (await shown(number, operator, language)).runbookRuns;
      return [run?.why, run?.undone[0]?.failed, ...run!.steps.map((step) => `${step.title}: ${step.seen}`)];
    };
    expect(await told("ja")).toEqual([
      "手順書「修理」（shop/web01）: 手順「確認」で中止しました（終了コード 3）。取り消せなかった作業: 一つ目、二つ目",
      "web01:22 との接続が切れました",
      "可否: 利用者なし",
      "警報の復旧を待つ: 警報はまだ復旧していません",
    ]);
    expect(await told("en")).toEqual([
      "Runbook 「修理」 (shop/web01): ended at step 「確認」 (Exit code 3). Could not be taken back: 一つ目, 二つ目",
      "the connection to web01:22 was lost",
      "可否: 利用者なし",
      "Wait for the alert to recover: The alert has not recovered",
    ]);
  });

  it("[RA4] shows a customer's people what was done, without what commands printed", async () => {
    const number = await api.given.incident();
    const step: GivenStep = {
      path: "steps[0]",
      kind: "check",
      title: "確認",
      state: "yes",
      output: "active",
    };
    await givenRun(api.db, number, { tree: testTree([ask]), steps: [step] });
    expect((await shown(number, customers)).runbookRuns[0]?.steps[0]).toMatchObject({
      title: "確認",
      state: "yes",
      output: null,
    });
    expect((await shown(number)).runbookRuns[0]?.steps[0]?.output).toBe("active");
  });
});
