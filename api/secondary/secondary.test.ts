import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CustomerConfiguration } from "../../domain/customers/configuration.ts";
import { type SecondaryAnswer, secondarySchema } from "../incidents/secondary/schemas.ts";
import { startTestApi, type TestApi } from "../testApi.ts";
import { testCatalogue } from "./testCatalogue.ts";

const contact = { reading: null, company: null, phone: null };
const target = { host: "10.0.1.11", connect: null, ec2: null, autoscale: false, downtime: [] };
const system = (targets: CustomerConfiguration["systems"][string]["targets"]) => ({
  name: "ECサイト",
  cloud: null,
  emergency: [],
  targets,
});
const configuration: Partial<CustomerConfiguration> = {
  contacts: {
    sato: { ...contact, name: "佐藤 太郎", mail: "sato@acme.example" },
    ito: { ...contact, name: "伊藤 桃子", mail: null },
  },
  systems: {
    shop: system({
      web01: target,
      db01: { ...target, host: "10.0.1.12", allow: { paths: [], programs: [], services: ["postgresql"] } },
    }),
    blog: system({ db01: { ...target, host: "10.0.2.12" } }),
  },
};

describe("proposing a secondary response", () => {
  let api: TestApi;
  let operator: string;
  let number: number;

  beforeAll(async () => {
    api = await startTestApi({ catalogue: testCatalogue });
    operator = await api.given.person("鈴木");
    const version = await api.given.customer("acme", configuration);
    number = await api.given.incident({ customer: "acme", version, system: "shop", node: "web01" });
    await api.given.alert({ incident: number, sequence: 1 });
  });
  afterAll(() => api.stop());

  const summary = "サービスを修復します。";
  const ask = (body: object, incident = number) =>
    api.post(`/api/incidents/${incident}/secondary`, body, operator);
  const propose = async (body: object): Promise<SecondaryAnswer> => {
    const answer = await ask({ summary, to: ["sato"], ...body });
    expect(answer).toMatchObject({ status: 200 });
    return secondarySchema.parse(answer.body.secondary);
  };
  const runbook = { runbook: "mend-service", with: { service: "nginx", minutes: 5 } };

  it("[R5.7] by a runbook: with its parameters, on the incident's own server, for as long as it takes at most", async () => {
    expect(await propose(runbook)).toMatchObject({
      state: "proposed",
      runbook: "mend-service",
      with: { service: "nginx", minutes: 5 },
      target: "web01",
      estimateMinutes: 3,
      steps: [],
      proposedBy: "鈴木",
      expiresAt: "2026-11-29T03:27:15.000Z",
    });
    const [row] = await api.sql`select record from secondary_responses order by id desc limit 1`;
    expect(row?.record.proposal.runbook.procedure).toContain("`systemctl is-active nginx`");
  });

  it("[R5.7] the latest is the incident's own, and all are read beside it", async () => {
    const first = await propose({});
    const second = await propose({ summary: "もう一つ" });
    const { body } = await api.get(`/api/incidents/${number}`, operator);
    expect(body.secondary).toMatchObject({ id: second.id });
    const ids = (body.secondaries as SecondaryAnswer[]).map(({ id }) => id);
    expect(ids.slice(0, 2)).toEqual([second.id, first.id]);
    const { body: list } = await api.get("/api/incidents", operator);
    expect(list.incidents).toMatchObject([{ number, secondary: { id: second.id } }]);
    const { body: board } = await api.get("/api/board", operator);
    expect(board.incidents).toMatchObject([{ number, secondary: { id: second.id } }]);
    const { body: read } = await api.get(`/api/secondary/${first.id}`, operator);
    expect(read).toEqual({ ...first, procedure: null });
  });

  it("[R5.7] the contacts of the rule are always asked, besides those an operator names", async () => {
    const rule = {
      name: "web down",
      match: { system: null, node: null, alarm: null, level: [], time: null },
      notify: { mail: { to: ["kato", "ito"], template: null }, chat: [], call: null },
      repeatMinutes: 30,
      closeAfterMinutes: null,
      firstResponse: null,
      escalation: null,
    };
    const kato = { ...contact, name: "加藤 実", mail: "kato@acme.example" };
    const contacts = { ...configuration.contacts, kato };
    const version = await api.given.customer("ruled", { ...configuration, contacts, rules: [rule] });
    const incident = await api.given.incident({ customer: "ruled", version, rule: "web down" });
    await api.given.alert({ incident, sequence: 1, customer: "ruled" });
    const { body } = await ask({ summary, to: ["sato"], agreedBy: "佐藤 太郎" }, incident);
    expect(secondarySchema.parse(body.secondary)).toMatchObject({
      to: ["sato", "kato"],
      state: "proposed",
      decidedBy: null,
      heard: { to: "approve", by: "customer:佐藤 太郎", heardBy: "鈴木" },
    });
    expect((await ask({ summary }, incident)).body.secondary).toMatchObject({ to: ["kato"] });
  });

  it("[RA4] the audit log has what one operator heard and another confirmed, each by name", async () => {
    const { id } = await propose({ agreedBy: "佐藤 太郎" });
    const act = (token: string, body: object = {}) => api.post(`/api/secondary/${id}/approve`, body, token);
    expect(await act(operator)).toMatchObject({ status: 409, body: { code: "second_person_needed" } });
    const other = await api.given.person("田中", { role: "admin" });
    expect(await act(other, { name: "伊藤" })).toMatchObject({
      status: 400,
      body: { errors: [{ path: "name" }] },
    });
    expect(await act(other)).toMatchObject({ status: 200, body: { state: "approved", confirmedBy: "田中" } });
    const { body } = await api.get(`/api/audit?incident=${number}&limit=4`, operator);
    expect(body.entries).toMatchObject([
      { person: "田中", action: "approveSecondary", outcome: "done" },
      { person: "田中", action: "approveSecondary", outcome: "refused", code: "invalid_input" },
      { person: "鈴木", action: "approveSecondary", outcome: "refused", code: "second_person_needed" },
      { person: "鈴木", action: "proposeSecondary", outcome: "done" },
    ]);
    const english = await api.ask(
      "POST",
      `/api/secondary/${(await propose({ agreedBy: "佐藤" })).id}/approve`,
      {
        token: operator,
        body: {},
        language: "en",
      },
    );
    expect(english.body.detail).toMatch(/^Another operator than 鈴木.*ask the customer to agree by the link/);
  });

  it.each<[string, object, string[]]>([
    ["no summary", { summary: " " }, ["summary"]],
    ["a runbook that there is not", { runbook: "mend-all" }, ["runbook"]],
    ["a primary runbook", { ...runbook, runbook: "restart-service" }, ["runbook"]],
    [
      "parameters missing and of the wrong type",
      { runbook: "mend-service", with: { minutes: "x" } },
      ["with.service", "with.minutes"],
    ],
    [
      "a parameter that it does not have",
      { ...runbook, with: { ...runbook.with, force: 1 } },
      ["with.force"],
    ],
    ["parameters of nothing", { with: { service: "nginx" } }, ["with"]],
    [
      "a service that its target does not allow by hand",
      { ...runbook, target: "shop/db01" },
      ["with.service"],
    ],
    ["a target outside the contract", { ...runbook, target: "web99" }, ["target"]],
    ["a runbook and steps", { ...runbook, steps: ["再起動"] }, ["steps"]],
    [
      "somebody of another customer, and somebody without an address",
      { to: ["tanaka", "ito"] },
      ["to[0]", "to[1]"],
    ],
    ["a time that is over", { scheduledAt: "2026-11-22T03:00:00Z" }, ["scheduledAt"]],
    ["a time that is far away", { scheduledAt: "2027-11-22T03:00:00Z" }, ["scheduledAt"]],
    ["no time at all", { scheduledAt: "明日" }, ["scheduledAt"]],
    ["longer to answer than 30 days", { expiresInDays: 31 }, ["expiresInDays"]],
    ["an inquiry without a vendor", { kind: "vendor-inquiry" }, ["vendor"]],
    ["a vendor without an inquiry", { vendor: "V" }, ["vendor"]],
    ["an inquiry by a runbook", { ...runbook, kind: "vendor-inquiry", vendor: "V" }, ["runbook"]],
    [
      "several mistakes at once",
      { runbook: "mend-all", to: ["tanaka"], vendor: "V" },
      ["runbook", "to[0]", "vendor"],
    ],
  ])("[RA3] %s: names the field and changes nothing", async (_name, body, paths) => {
    const before = await api.sql`select count(*) from secondary_responses`;
    const answer = await ask({ summary, to: ["sato"], ...body });
    expect(answer).toMatchObject({ status: 400, body: { code: "invalid_input" } });
    expect((answer.body.errors as { path: string }[]).map(({ path }) => path)).toEqual(paths);
    expect(await api.sql`select count(*) from secondary_responses`).toEqual(before);
  });

  it("[RA3] without recipients, or with a target in two systems, the answer names the choices", async () => {
    expect((await ask({ summary })).body.errors).toMatchObject([{ path: "to" }]);
    const version = await api.given.customer("twice", configuration);
    const elsewhere = await api.given.incident({ customer: "twice", version, node: "x" });
    const { body } = await ask({ summary, to: ["sato"], ...runbook, target: "db01" }, elsewhere);
    expect(body.errors).toEqual([
      { path: "target", message: "同じ名前の対象が複数あります（blog/db01, shop/db01）" },
    ]);
    const none = await ask({ summary, to: ["sato"], ...runbook }, elsewhere);
    expect(none.body.errors).toMatchObject([{ path: "target" }]);
  });

  it("[RA2] the same Idempotency-Key is one proposal", async () => {
    const send = () =>
      fetch(`${api.url}/api/incidents/${number}/secondary`, {
        method: "POST",
        headers: { authorization: `Bearer ${operator}`, "idempotency-key": "once" },
        body: JSON.stringify({ summary: "一度だけ", to: ["sato"] }),
      });
    const answers = [await send(), await send()];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const [row] = await api.sql`
      select count(*)::int from secondary_responses where record->'proposal'->>'summary' = '一度だけ'`;
    expect(row?.count).toBe(1);
  });

  it("[R5.1a] an incident without a customer has nobody to agree with", async () => {
    const nobodys = await api.given.incident({ customer: null });
    expect(await ask({ summary, to: ["sato"] }, nobodys)).toMatchObject({
      status: 409,
      body: { code: "customer_unknown" },
    });
  });

  it("[RA4] the audit log has who proposed what, refusals included", async () => {
    const { id } = await propose({ summary: "記録されるもの" });
    await api.post(`/api/secondary/${id}/begin`, {}, operator);
    const { body } = await api.get(`/api/audit?incident=${number}&limit=2`, operator);
    expect(body.entries).toMatchObject([
      { person: "鈴木", action: "beginSecondary", customer: "acme", outcome: "refused", code: "not_agreed" },
      { person: "鈴木", action: "proposeSecondary", outcome: "done", detail: { summary: "記録されるもの" } },
    ]);
  });

  it("reads in English where that is asked for: refusals and standard steps, not people's words", async () => {
    const { id } = await propose({});
    const read = await api.ask("GET", `/api/secondary/${id}`, { token: operator, language: "en" });
    expect(read.body).toMatchObject({ summary, steps: [{ title: "do the work that was proposed" }, {}] });
    const refused = await api.ask("POST", `/api/secondary/${id}/begin`, {
      token: operator,
      body: {},
      language: "en",
    });
    expect(refused.body.detail).toBe("The customer has not agreed yet");
  });
});
