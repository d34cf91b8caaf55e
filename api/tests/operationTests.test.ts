import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeOperationTest } from "../../db/tests/operationTests.ts";
import type { Language } from "../../domain/words/language.ts";
import { startTestApi, type TestApi } from "../testApi.ts";
import { operationTestPageSchema, operationTestSchema } from "./schemas.ts";

const contact = { reading: null, company: null };
const configuration = {
  contacts: {
    sato: { ...contact, name: "佐藤 太郎", phone: "+819012345678", mail: "sato@acme.example" },
    ito: { ...contact, name: "伊藤 桃子", phone: null, mail: null },
  },
};

describe("operation tests, for operators", () => {
  let api: TestApi;
  let operator: string;
  let version: number;

  beforeAll(async () => {
    api = await startTestApi();
    operator = await api.given.person("鈴木");
    version = await api.given.customer("acme", configuration);
    await api.given.customer("other", configuration);
  });
  afterAll(() => api.stop());

  const begin = (body: unknown, customer = "acme") =>
    api.post(`/api/customers/${customer}/operation-tests`, body, operator);
  const beginInEnglish = (body: unknown) =>
    api.ask("POST", "/api/customers/acme/operation-tests", { token: operator, body, language: "en" });
  const end = (id: unknown) =>
    api.sql`update operation_tests set state = 'finished', ended_at = now() where id = ${Number(id)}`;

  it("[R2.7.3] everything that will be sent is stored before 201 is answered", async () => {
    const { status, body } = await begin({ mail: ["sato", "ito"], call: { list: ["sato"] } });
    expect(status).toBe(201);
    const test = operationTestSchema.parse(body);
    expect(test).toMatchObject({ customer: "acme", state: "running", startedBy: "鈴木", rule: null });
    expect(
      test.steps.map(({ channel, recipient, state, outcome }) => [channel, recipient, state, outcome]),
    ).toEqual([
      ["mail", "sato", "waiting", null],
      ["mail", "ito", "ended", "skipped"],
      ["call", "sato", "waiting", null],
    ]);
    expect(test.steps[0]?.content?.subject).toMatch(/^【テスト】/);
    await end(test.id);
  });

  it("[RA3] one at a time for a customer; another customer's does not block it", async () => {
    const first = await begin({ mail: ["sato"] });
    expect(await begin({ mail: ["sato"] })).toMatchObject({ status: 409, body: { code: "test_running" } });
    const other = await begin({ mail: ["sato"] }, "other");
    expect(other.status).toBe(201);
    await end(first.body.id);
    await end(other.body.id);
  });

  it.each([
    [{ mail: ["kato"] }, "mail[0]"],
    [{ rule: "none" }, "rule"],
    [{}, "rule"],
    [{ call: { list: ["sato"], mode: "sequential" } }, "call.mode"],
    [{ call: { list: ["sato"], ringSeconds: 181 } }, "call.ringSeconds"],
    [{ call: {} }, "call.list"],
    [{ call: { list: Array.from({ length: 11 }, () => "sato") } }, "call.list"],
    [{ mail: ["sato"], note: "あ".repeat(501) }, "note"],
    [{ mail: ["sato"], notes: "" }, ""],
  ])("[RA3] bad input names its field and starts nothing: %j", async (given, path) => {
    const before = await api.sql`select count(*) from operation_tests`;
    expect(await begin(given)).toMatchObject({
      status: 400,
      body: { code: "invalid_input", errors: [{ path }] },
    });
    expect(await api.sql`select count(*) from operation_tests`).toEqual(before);
  });

  it.each([
    [{ mail: ["kato"] }, 'There is no contact "kato"'],
    [{ rule: "none" }, 'There is no rule "none"'],
    [{ call: { list: ["sato"], ringSeconds: 181 } }, "From 1 to 180"],
    [{ call: { list: Array.from({ length: 11 }, () => "sato") } }, "At most 10"],
    [{ mail: ["sato"], note: "あ".repeat(501) }, "At most 500 characters"],
  ])("[RA3] what is wrong with a field is told in English, too: %j", async (given, message) => {
    expect((await beginInEnglish(given)).body).toMatchObject({
      detail: "The operation test cannot begin.",
      errors: [{ message }],
    });
  });

  it("[R2.7.3] read English in English; the kept reasons, too", async () => {
    const begun = await beginInEnglish({ mail: ["sato", "ito"], call: { list: ["sato", "ito"] } });
    const { id } = operationTestSchema.parse(begun.body);
    const path = `/api/operation-tests/${id}`;
    const busy = await beginInEnglish({ mail: ["sato"] });
    expect(busy.body.detail).toMatch(/^An operation test of .+ is running\. Wait for its end\.$/);
    await api.post(`${path}/abort`, {}, operator);
    await closeOperationTest(api.db, id, new Date("2026-11-22T03:27:30Z"));
    const read = async (language: Language) =>
      operationTestSchema.parse((await api.ask("GET", path, { token: operator, language })).body);
    const { steps, result, timeline } = await read("en");
    expect(steps.map(({ outcomeText, reason }) => [outcomeText, reason])).toEqual([
      ["stopped", "not done: the test was aborted"],
      ["skipped", "no mail address is registered"],
      ["stopped", "not done: the test was aborted"],
      ["skipped", "no telephone number is registered"],
    ]);
    expect(result.summary).toEqual([
      "Mail: 0 of 2 sent",
      "Telephone: 0 of 2 pressed 1",
      "Not reached: 佐藤 太郎, 伊藤 桃子",
    ]);
    expect(timeline.map(({ text }) => text)).toEqual([
      "Began the operation test",
      "Mail to 伊藤 桃子 (-): skipped (no mail address is registered)",
      "Call to 伊藤 桃子 (-): skipped (no telephone number is registered)",
      "Aborted the operation test. Nobody else is called",
      "Mail to 佐藤 太郎 (sato@acme.example): stopped (not done: the test was aborted)",
      "Call to 佐藤 太郎 (+819012345678): stopped (not done: the test was aborted)",
      "The operation test has ended",
    ]);
    expect((await read("ja")).steps[0]).toMatchObject({
      outcomeText: "中止",
      reason: "テストの中止のため、行っていません",
    });
  });

  it("[R2.7.3] are kept, newest first, page by page", async () => {
    await api.sql`delete from operation_tests`;
    const ids = [];
    for (let count = 0; count < 3; count++) ids.unshift(await api.given.operationTest(version));
    const path = "/api/customers/acme/operation-tests?limit=2";
    const first = operationTestPageSchema.parse((await api.get(path, operator)).body);
    expect(first.tests.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    const next = await api.get(`${path}&cursor=${first.nextCursor}`, operator);
    const second = operationTestPageSchema.parse(next.body);
    expect([second.tests.map(({ id }) => id), second.nextCursor]).toEqual([ids.slice(2), null]);
  });

  it("[R2.7.3] the first who aborts a test is named; one that has ended cannot be", async () => {
    const { body } = await begin({ mail: ["sato"] });
    const abort = (token: string, id = body.id) => api.post(`/api/operation-tests/${id}/abort`, {}, token);
    const another = await api.given.person("田中");
    expect((await abort(operator)).body.abortedBy).toBe("鈴木");
    expect((await abort(another)).body.abortedBy).toBe("鈴木");
    const ended = await api.given.operationTest(version);
    expect(await abort(operator, ended)).toMatchObject({ status: 409, body: { code: "test_ended" } });
    await end(body.id);
  });

  it("[RA4] a customer's person may begin, read and abort none; what there is not is 404", async () => {
    const token = await api.given.person("佐藤", { role: "customer", customers: ["acme"] });
    const id = await api.given.operationTest(version);
    const answers = await Promise.all([
      api.post("/api/customers/acme/operation-tests", { mail: ["sato"] }, token),
      api.get(`/api/operation-tests/${id}`, token),
      api.post(`/api/operation-tests/${id}/abort`, {}, token),
      api.get("/api/operation-tests/999999", operator),
      api.get("/api/operation-tests/99999999999", operator),
      begin({ mail: ["sato"] }, "nobody"),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 404, 404, 404]);
  });
});
