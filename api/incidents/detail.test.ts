import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApi, type TestApi } from "../testApi.ts";
import { incidentSchema } from "./schemas.ts";

let api: TestApi;
let operator: string;
let satosCompany: string;

beforeAll(async () => {
  api = await startTestApi();
  operator = await api.given.person("鈴木");
  satosCompany = await api.given.person("佐藤", { role: "customer", customers: ["acme"] });
});
afterAll(() => api.stop());

async function shown(number: number, token = operator) {
  const answer = await api.get(`/api/incidents/${number}`, token);
  expect(answer.status).toBe(200);
  return incidentSchema.parse(answer.body);
}

describe("GET /api/incidents/{number}", () => {
  it("[RA1] shows everything that is known of an incident, in order", async () => {
    const { given } = api;
    const at = (minutes: number) => new Date(Date.UTC(2026, 10, 22, 3, minutes));
    const number = await given.incident({
      system: "shop",
      rule: "web down",
      openedAt: at(0),
      state: "recovered",
      firstResponseAt: at(1),
      firstResponse: "call",
      recoveredAt: at(9),
      acknowledgedBy: "customer:佐藤 太郎",
      takenBy: "鈴木",
      alertCount: 2,
    });
    const fired = { incident: number, sequence: 1, value: "500", log: "timeout", occurredAt: at(0) };
    const first = await given.alert({ ...fired, acceptedAt: at(0) });
    const second = await given.alert({
      incident: number,
      sequence: 2,
      status: "recovered",
      acceptedAt: at(9),
    });
    await given.timelineEntry(number, { at: at(9), kind: "recovered", text: "復旧" });
    await given.timelineEntry(number, { at: at(0), kind: "opened", text: "発生" });
    await given.dispatch(number, { at: at(1), messageId: "<1@toban>" });
    await given.dispatch(number, {
      at: at(2),
      channel: "chat",
      to: "ops",
      outcome: "refused",
      reason: "channel_not_found",
    });
    await given.call(number, {
      claimedAt: at(3),
      requestedAt: at(3),
      position: 2,
      contact: "suzuki",
      outcome: "acknowledged",
      endedAt: at(4),
    });
    await given.call(number, {
      claimedAt: at(1),
      requestedAt: null,
      outcome: "skipped",
      reason: "60分以内に架電済み",
    });

    const incident = await shown(number);

    expect(incident).toMatchObject({
      number,
      customer: "acme",
      system: "shop",
      node: "web01",
      alarm: "HTTP",
      level: "high",
      state: "recovered",
      phase: "復旧済み・担当: 鈴木",
      silenced: false,
      rule: "web down",
      acknowledgedBy: "customer:佐藤 太郎",
      takenBy: "鈴木",
      operatorCalls: null,
      secondary: null,
      openedAt: "2026-11-22T03:00:00.000Z",
      recoveredAt: "2026-11-22T03:09:00.000Z",
      closedAt: null,
      counts: { alerts: 2, timeline: 2, dispatches: 2, calls: 2 },
    });
    expect(incident.alerts.map(({ id, status }) => [id, status])).toEqual([
      [first, "firing"],
      [second, "recovered"],
    ]);
    expect(incident.alerts[0]).toMatchObject({
      value: "500",
      log: "timeout",
      occurredAt: "2026-11-22T03:00:00.000Z",
    });
    expect(incident.timeline.map(({ text }) => text)).toEqual(["発生", "復旧"]);
    expect(
      incident.dispatches.map(({ channel, to, outcome, reason }) => [channel, to, outcome, reason]),
    ).toEqual([
      ["mail", "sato@acme.example", "sent", null],
      ["chat", "ops", "refused", "channel_not_found"],
    ]);
    expect(incident.calls.map(({ contact, placedAt, outcome }) => [contact, placedAt, outcome])).toEqual([
      ["sato", null, "skipped"],
      ["suzuki", "2026-11-22T03:03:00.000Z", "acknowledged"],
    ]);
  });

  it("[RA2] a call that the provider never received was not placed; one by hand was, whatever its result", async () => {
    const number = await api.given.incident();
    const requestedAt = new Date("2026-11-22T03:03:00.000Z");
    const failed = { outcome: "failed" as const, notPlaced: true, requestedAt };
    await api.given.call(number, { ...failed, contact: "sato", sid: null });
    await api.given.call(number, {
      ...failed,
      contact: "suzuki",
      kind: "operator",
      operatorPhone: null,
      position: 2,
      sid: null,
    });
    await api.given.call(number, { ...failed, contact: "ito", position: 3, notPlaced: false, sid: "CA3" });
    const { calls } = await shown(number);
    expect(calls.map(({ contact, placedAt }) => [contact, placedAt])).toEqual([
      ["sato", null],
      ["suzuki", "2026-11-22T03:03:00.000Z"],
      ["ito", "2026-11-22T03:03:00.000Z"],
    ]);
  });

  it("[R3.1a] says by the clock whether the incident's promise is kept", async () => {
    const openedAt = new Date("2026-11-22T04:00:00.000Z");
    const number = await api.given.incident({ openedAt });
    api.setClock("2026-11-22T04:15:00.000Z");
    expect((await shown(number)).slo).toEqual({
      detectedAt: "2026-11-22T04:00:00.000Z",
      deadlineAt: "2026-11-22T04:15:00.000Z",
      firstResponseAt: null,
      firstResponse: null,
      breached: false,
      result: "running",
    });
    api.setClock("2026-11-22T04:15:00.001Z");
    expect((await shown(number)).slo).toMatchObject({ breached: true, result: "breached" });
  });

  it("[R3.1a] needs no first response where it was resolved by hand in time", async () => {
    const openedAt = new Date("2026-11-22T04:00:00.000Z");
    const closedAt = new Date("2026-11-22T04:05:00.000Z");
    const number = await api.given.incident({ openedAt, closedAt, state: "closed", resolvedBy: "鈴木" });
    const { slo, phase } = await shown(number);
    expect([slo.result, phase]).toEqual(["not-needed", "対応完了（鈴木が終了）"]);
  });

  it("[R5.2.2b] names who is being called, by the file the incident is pinned to", async () => {
    const sato = { name: "佐藤 太郎", reading: null, company: null, phone: "+819012345678", mail: null };
    const call = {
      mode: "sequential" as const,
      list: ["x", "sato", "y"],
      skipMinutes: 60,
      retries: 0,
      ringSeconds: 30,
    };
    const rule = {
      name: "web down",
      match: { system: null, node: null, alarm: null, level: [], time: null },
      notify: { mail: null, chat: [], call },
      repeatMinutes: 30,
      closeAfterMinutes: null,
      firstResponse: null,
      escalation: null,
    };
    const version = await api.given.customer("acme", { contacts: { sato }, rules: [rule] });
    const number = await api.given.incident({ version, rule: "web down" });
    await api.given.call(number, { position: 1, contact: "x", outcome: "missed" });
    await api.given.call(number, { position: 2 });
    expect((await shown(number)).phase).toBe("佐藤 太郎様へ架電中 2/3");
    const page = await api.get("/api/incidents?limit=1", operator);
    expect(page.body.incidents).toMatchObject([{ number, phase: "佐藤 太郎様へ架電中 2/3" }]);
  });

  it("[RA4] keeps from customers what concerns operators alone", async () => {
    const number = await api.given.incident({ attention: "nobody-told" });
    await api.given.timelineEntry(number, { kind: "operators-told" });
    await api.given.timelineEntry(number);
    await api.given.dispatch(number, { recipient: "operators:mail", to: "noc@center.example" });
    await api.given.dispatch(number);

    const asOperator = await shown(number);
    expect(asOperator.counts).toMatchObject({ timeline: 2, dispatches: 2 });
    expect(asOperator.phase).toContain("通知不達");
    const asCustomer = await shown(number, satosCompany);
    expect(asCustomer.counts).toMatchObject({ timeline: 1, dispatches: 1 });
    expect(JSON.stringify(asCustomer)).not.toMatch(/operators|noc@|通知不達/);
  });

  it("[RA4] does not exist for another customer's people, nor do its lists", async () => {
    const number = await api.given.incident({ customer: "other" });
    const unowned = await api.given.incident({ customer: null, state: "triage" });
    for (const path of [
      `${number}`,
      `${unowned}`,
      `${number}/timeline`,
      `${number}/alerts`,
      "999999",
      "99999999999",
    ]) {
      const answer = await api.get(`/api/incidents/${path}`, satosCompany);
      expect([path, answer.status, answer.body.code]).toEqual([path, 404, "not_found"]);
    }
    expect((await shown(unowned)).customer).toBeNull();
  });

  it("[RA3] names a malformed number", async () => {
    const answer = await api.get("/api/incidents/web01", operator);
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toEqual([{ path: "number", message: "a whole number" }]);
  });
});
