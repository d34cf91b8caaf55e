import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importCustomers } from "../../db/customers/customerImport.ts";
import { readCustomerFile } from "../../domain/customers/file.ts";
import type { Language } from "../../domain/words/language.ts";
import { startTestApi, type TestApi } from "../testApi.ts";
import { customerListSchema, customerSchema, dryRunSchema } from "./schemas.ts";

const file = (phone: string) => `
customer: acme
name: 株式会社アクメ
plan: professional
contacts:
  sato: { name: 佐藤 太郎, reading: さとう たろう, phone: ${phone}, mail: sato@acme.example }
  suzuki: { name: 鈴木 花子, phone: 090-2345-6789 }
chat: { wall: { teams: { url: secret:teams-url } }, plain: { teams: { url: "https://hooks.example/token-abc" } } }
sources: { prometheus: { kind: alertmanager } }
systems:
  shop:
    name: ECサイト
    cloud: { provider: aws, region: ap-northeast-1, externalId: external-abc }
    targets: { web01: { host: 10.0.1.11, connect: { user: ops, key: secret:web01-key, become: sudo }, downtime: [{ every: "Sun 02:00-04:00" }, { from: "2026-12-01T22:00:00+09:00", until: "2026-12-02T02:00:00+09:00" }] } }
rules:
  - name: web down
    match: { system: shop }
    notify: { call: { list: [sato, suzuki] } }
  - { name: everything else, match: {}, notify: { mail: { to: [sato] } } }
`;

describe("customers, for operators", () => {
  let api: TestApi;
  let operator: string;

  async function imports(text: string): Promise<void> {
    const { configuration, faults } = readCustomerFile(text);
    if (configuration === null) throw new Error(faults.map((fault) => fault.message).join("\n"));
    const given = [{ fileName: "acme.yaml", text, configuration }];
    await importCustomers(api.db, given, { importedBy: "鈴木" }, new Date("2026-11-01T00:00:00Z"));
  }

  beforeAll(async () => {
    api = await startTestApi();
    operator = await api.given.person("鈴木");
    await imports(file("090-1111-2222"));
    await imports(file("090-1234-5678"));
    await api.given.incident({ customer: "acme" });
    await api.given.incident({ customer: "acme", closedAt: new Date() });
  });
  afterAll(() => api.stop());

  const dryRun = (body: unknown, language?: Language) =>
    api.ask("POST", "/api/customers/acme/dry-run", { token: operator, body, ...(language && { language }) });

  it("[R2.x] lists them with their open incidents", async () => {
    const { body } = await api.get("/api/customers", operator);
    expect(customerListSchema.parse(body).customers).toEqual([
      { id: "acme", name: "株式会社アクメ", plan: "professional", openIncidents: 1 },
    ]);
  });

  it("[R2.4] shows one as imported, with secrets by name alone", async () => {
    const { body } = await api.get("/api/customers/acme", operator);
    const shown = customerSchema.parse(body);
    expect(shown.rules[0]?.summary).toMatch(/^システム shop → 自動架電（順次）: 佐藤 太郎 → 鈴木 花子/);
    expect(shown.systems[0]?.targets[0]).toMatchObject({
      connection: "ops@10.0.1.11:22（鍵 secret:web01-key、sudo）",
      downtime: ["毎週 日 02:00〜04:00", "2026年12月1日 22:00:00 から 2026年12月2日 02:00:00"],
    });
    expect(shown.chat.map((chat) => chat.destination)).toEqual([
      "secret:teams-url",
      "（アドレスは表示しません）",
    ]);
    expect(JSON.stringify(body)).not.toMatch(/token-abc|external-abc/);
  });

  it("[R2.4] shows it in English on request", async () => {
    const { body } = await api.ask("GET", "/api/customers/acme", { token: operator, language: "en" });
    const shown = customerSchema.parse(body);
    expect(shown.rules.map(({ summary }) => summary)).toEqual([
      "system shop → automatic calls (one after another): 佐藤 太郎 → 鈴木 花子 (ring 30 s, skip interval 60 min)",
      "all alerts → mail: 佐藤 太郎",
    ]);
    expect(shown.systems[0]?.targets[0]).toMatchObject({
      connection: "ops@10.0.1.11:22 (key secret:web01-key, sudo)",
      downtime: ["every week Sun 02:00–04:00", "2026-12-01 22:00:00 to 2026-12-02 02:00:00"],
    });
    expect(shown.chat[1]?.destination).toBe("(the address is not shown)");
  });

  it("[R2.x] shows what the last import changed", async () => {
    const { versions, lastChange } = customerSchema.parse(
      (await api.get("/api/customers/acme", operator)).body,
    );
    expect(versions.map(({ current, importedBy }) => [current, importedBy])).toEqual([
      [true, "鈴木"],
      [false, "鈴木"],
    ]);
    expect(lastChange).toEqual(['~ contacts.sato.phone: "+819011112222" → "+819012345678"']);
  });

  it("[R5.2.2c] a dry run says who is within the skip interval, and leaves it alone", async () => {
    await api.given.call(await api.given.incident({ customer: "acme" }), { outcome: "missed" });
    const before = await api.sql`select count(*) from calls`;
    const { status, body } = await dryRun({ node: "web01", alarm: "HTTP", level: "high" });
    expect(status).toBe(200);
    const { rule, calls } = dryRunSchema.parse(body);
    expect(rule).toBe("web down");
    expect(calls.map(({ contact, skipped }) => [contact, skipped])).toEqual([
      ["sato", expect.stringContaining("スキップ間隔60分以内")],
      ["suzuki", null],
    ]);
    expect(await api.sql`select count(*) from calls`).toEqual(before);
    const english = await dryRun({ node: "web01", alarm: "HTTP", level: "high" }, "en");
    expect(dryRunSchema.parse(english.body).calls[0]?.skipped).toMatch(
      /^called for #\d+ within the skip interval of 60 minutes$/,
    );
  });

  it("[R5.2.2c] two hours later the interval is over; of a moment that has passed nothing is said", async () => {
    const later = await dryRun({ node: "web01", alarm: "HTTP", level: "high", at: "2026-11-22T05:30:00Z" });
    expect(dryRunSchema.parse(later.body).calls.map((call) => call.skipped)).toEqual([null, null]);
    const before = await dryRun({ node: "web01", alarm: "HTTP", level: "high", at: "2026-11-22T03:20:00Z" });
    expect(dryRunSchema.parse(before.body).explanation.at(-1)).toMatch(/過去の時刻/);
  });

  it("[R5.3.2] a dry run is explained in English on request", async () => {
    const asked = { node: "web01", alarm: "HTTP", level: "high", at: "2026-11-21T03:00:00Z" };
    const { body } = await dryRun(asked, "en");
    expect(dryRunSchema.parse(body).explanation).toEqual([
      "The system is shop (web01 is one of its targets)",
      "Sat 21 Nov 2026 12:00 is after hours (business hours Mon–Fri 09:00–18:00)",
      'Rule "web down" matches (system shop)',
      "Automatic calls (one after another): from the top, until somebody presses 1 (ring 30 s)",
      "No. 1: calls 佐藤 太郎 at +819012345678",
      "No. 2: calls 鈴木 花子 at +819023456789",
      "If nobody presses 1, the result of the calls is mailed",
      "Skip intervals are left out, since this time has passed",
    ]);
  });

  it.each([
    [{ alarm: "HTTP", level: "high" }, "node"],
    [{ node: "web01", alarm: " ", level: "high" }, "alarm"],
    [{ node: "web01", alarm: "HTTP", level: "higher" }, "level"],
    [{ node: "web01", alarm: "HTTP", level: "high", at: "today" }, "at"],
    [{ node: "web01", alarm: "HTTP", level: "high", system: "shops" }, "system"],
  ])("[RA3] bad input names its field: %j", async (given, path) => {
    const { status, body } = await dryRun(given);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: "invalid_input", errors: [{ path }] });
  });

  it.each([
    ["node", { node: "" }, "Enter something"],
    ["alarm", { alarm: "x".repeat(501) }, "At most 500 characters"],
    ["level", { level: "higher" }, "One of low, middle, high"],
    ["at", { at: "today" }, "A time like 2026-11-22T12:27:15+09:00"],
    ["system", { system: "shops" }, "This customer has no such system"],
  ])("[RA3] what is wrong with %s is told in English, too", async (path, given, message) => {
    const { body } = await dryRun({ node: "web01", alarm: "HTTP", level: "high", ...given }, "en");
    expect(body).toMatchObject({ detail: "Check what you have entered.", errors: [{ path, message }] });
  });

  it("[RA4] a customer's person may not try it, and an unknown customer is 404", async () => {
    const token = await api.given.person("佐藤", { role: "customer", customers: ["acme"] });
    const alert = { node: "web01", alarm: "HTTP", level: "high" };
    expect((await api.post("/api/customers/acme/dry-run", alert, token)).status).toBe(403);
    expect((await api.post("/api/customers/nobody/dry-run", alert, operator)).status).toBe(404);
  });
});
