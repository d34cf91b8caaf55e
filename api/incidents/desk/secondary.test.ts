import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { givenRun } from "../../../db/testRuns.ts";
import { testCheck, testTree } from "../../../domain/runbooks/testTree.ts";
import { startTestApi, type TestApi } from "../../testApi.ts";
import { deskSchema } from "./schemas.ts";

describe("secondary responses on an operator's desk", () => {
  let api: TestApi;
  let operator: string;
  let other: string;
  let number: number;
  let version: number;

  beforeAll(async () => {
    api = await startTestApi();
    operator = await api.given.person("鈴木");
    other = await api.given.person("田中");
    version = await api.given.customer("acme");
    number = await api.given.incident({ customer: "acme", version });
    await api.given.alert({ incident: number, sequence: 1 });
  });
  afterAll(() => api.stop());

  const desk = async (options: { language?: "en"; token?: string } = {}) =>
    deskSchema.parse(
      (await api.ask("GET", `/api/incidents/${number}/desk`, { token: operator, ...options })).body,
    );
  const act = (id: number, what: string, body: object = {}, token = operator) =>
    api.post(`/api/secondary/${id}/${what}`, body, token);

  it("[R5.7] says what may be proposed, with the secondary runbooks alone, and what each action does", async () => {
    const id = await api.given.secondary(number, version);
    const { secondary } = await desk();
    expect(secondary.kinds).toMatchObject([
      { kind: "response", allowed: true },
      { kind: "vendor-inquiry", allowed: true },
      { kind: "cause-analysis", allowed: false, code: "not_recovered" },
    ]);
    const runbooks = secondary.runbooks.map((runbook) => runbook.id);
    expect(runbooks).toContain("collect-logs");
    expect(runbooks).not.toContain("restart-service");
    const [response] = secondary.responses;
    expect(response).toMatchObject({ id, report: null });
    expect(response?.actions.find(({ action }) => action === "begin")).toMatchObject({
      allowed: false,
      code: "not_agreed",
      reason: "お客様の承認がまだありません",
    });
    const english = (await desk({ language: "en" })).secondary.responses[0]?.actions ?? [];
    expect(english.find(({ action }) => action === "begin")?.reason).toBe("The customer has not agreed yet");
    expect(english.map(({ consequence }) => consequence).join()).not.toMatch(/\p{Script=Hiragana}/u);
  });

  it("[R5.7] offers a word heard on the telephone to others than its hearer, and tells each what to do", async () => {
    const id = await api.given.secondary(number, version);
    const offered = async (action: string, token = operator) =>
      (await desk({ token })).secondary.responses[0]?.actions.find((one) => one.action === action);
    expect((await offered("approve"))?.consequence).toContain("別のオペレーターの確認か");
    await act(id, "approve", { name: "佐藤" });
    const own = await offered("approve");
    expect(own).toMatchObject({ allowed: false, code: "second_person_needed" });
    expect(own?.reason).toContain("ほかにいない場合は、お客様にメールのリンクから承認していただいてください");
    const others = await offered("approve", other);
    expect(others).toMatchObject({ allowed: true });
    expect(others?.consequence).toContain("鈴木が電話で聞いた佐藤様の承認を確認し");
  });

  it("[R5.7] once the work is done: the report's mail, around the text that may be written", async () => {
    const id = await api.given.secondary(number, version);
    await act(id, "approve", { name: "佐藤" });
    await act(id, "approve", {}, other);
    await act(id, "begin");
    await act(id, "steps", { step: 1, done: false, note: "権限なし" });
    const { report } = (await desk()).secondary.responses[0]!;
    expect(report?.subject).toBe("【web01】 HTTP警報 障害二次対応のご報告");
    expect(report?.before).toContain("結果をご報告いたします");
    expect(report?.standard).toBe("完了できませんでした。\n・ログを移動する: 実施できず（権限なし）");
    expect(`${report?.before}${report?.after}`).not.toMatch(/実施できず|\p{Co}/u);
  });

  it("[R5.7] a run of one is not the incident's own: neither its abortion nor another start is decided by it", async () => {
    const id = await api.given.secondary(number, version);
    const run = await givenRun(api.db, number, {
      tree: testTree([testCheck()]),
      step: `secondary/${id}/run`,
    });
    const { actions } = await desk();
    expect(actions.find(({ action }) => action === "abortRunbook")?.allowed).toBe(false);
    const { body } = await api.get(`/api/incidents/${number}`, operator);
    expect(body.runbookRuns).toMatchObject([{ id: run, secondary: id }]);
  });
});
