import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { givenRun } from "../../db/testRuns.ts";
import { testCheck, testTree } from "../../domain/runbook/testTree.ts";
import { startTestApi, type TestApi } from "../testApi.ts";
import { deskSchema } from "./schemas.ts";

describe("secondary responses on an operator's desk", () => {
  let api: TestApi;
  let operator: string;
  let number: number;
  let version: number;

  beforeAll(async () => {
    api = await startTestApi();
    operator = await api.given.person("鈴木");
    version = await api.given.customer("acme");
    number = await api.given.incident({ customer: "acme", version });
    await api.given.alert({ incident: number, sequence: 1 });
  });
  afterAll(() => api.stop());

  const desk = async (language: { language?: "en" } = {}) =>
    deskSchema.parse(
      (await api.ask("GET", `/api/incidents/${number}/desk`, { token: operator, ...language })).body,
    );
  const act = (id: number, what: string, body: object = {}) =>
    api.post(`/api/secondary/${id}/${what}`, body, operator);

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
      ...{ allowed: false, code: "not_agreed", reason: "お客様の承認がまだありません" },
    });
    const english = (await desk({ language: "en" })).secondary.responses[0]?.actions ?? [];
    expect(english.find(({ action }) => action === "begin")?.reason).toBe("The customer has not agreed yet");
    expect(english.map(({ consequence }) => consequence).join()).not.toMatch(/\p{Script=Hiragana}/u);
  });

  it("[R5.7] once the work is done: the report's mail, around the text that may be written", async () => {
    const id = await api.given.secondary(number, version);
    await act(id, "approve", { name: "佐藤" });
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
      ...{ tree: testTree([testCheck()]), step: `secondary/${id}/run` },
    });
    const { actions } = await desk();
    expect(actions.find(({ action }) => action === "abortRunbook")?.allowed).toBe(false);
    const { body } = await api.get(`/api/incidents/${number}`, operator);
    expect(body.runbookRuns).toMatchObject([{ id: run, secondary: id }]);
  });
});
