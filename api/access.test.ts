import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiDocument } from "./openapi/document.ts";
import { startTestApi, type TestApi } from "./testApi.ts";

type Who = "nobody" | "operator" | "admin" | "customer" | "otherCustomer";
const everybody: Who[] = ["nobody", "operator", "admin", "customer", "otherCustomer"];

const anyone = { nobody: 200, operator: 200, admin: 200, customer: 200, otherCustomer: 200 };
const anyPerson = { ...anyone, nobody: 401 };
const ownersAndOperators = { ...anyPerson, otherCustomer: 404 };

const operatorsOnly = { ...anyPerson, customer: 403, otherCustomer: 403 };

/** What each address answers to whom, for an incident of the customer `acme`. A new address needs its line here. */
const expected: Record<string, Record<Who, number>> = {
  "/api/incidents": anyPerson,
  "/api/incidents?customer=acme": { ...anyPerson, otherCustomer: 403 },
  "/api/incidents/{number}": ownersAndOperators,
  "/api/incidents/{number}/alerts": ownersAndOperators,
  "/api/incidents/{number}/timeline": ownersAndOperators,
  "/api/incidents/{number}/dispatches": ownersAndOperators,
  "/api/incidents/{number}/calls": ownersAndOperators,
  "/api/customers": operatorsOnly,
  "/api/customers/{customer}": operatorsOnly,
  "/api/me": anyPerson,
  // The provider is away: whoever may play it hears so.
  "/api/recordings/{sid}": { nobody: 401, operator: 503, admin: 503, customer: 403, otherCustomer: 403 },
  "/api/nothing": { nobody: 401, operator: 404, admin: 404, customer: 404, otherCustomer: 404 },
  "/api/openapi.json": anyone,
  "/api/docs": anyone,
  "/healthz": anyone,
  "/readyz": { nobody: 503, operator: 503, admin: 503, customer: 503, otherCustomer: 503 },
  "/metrics": anyone,
};

describe("every address, asked by everybody", () => {
  let api: TestApi;
  let number: number;
  const sid = `RE${"1".repeat(32)}`;
  const tokens: Partial<Record<Who, string>> = {};

  beforeAll(async () => {
    api = await startTestApi();
    tokens.operator = await api.given.person("鈴木");
    tokens.admin = await api.given.person("管理者", { role: "admin" });
    tokens.customer = await api.given.person("佐藤", { role: "customer", customers: ["acme"] });
    tokens.otherCustomer = await api.given.person("高橋", { role: "customer", customers: ["other"] });
    await api.given.customer("acme");
    number = await api.given.incident({ customer: "acme", node: "acme-web01" });
    await api.given.alert({ incident: number, sequence: 1, log: "acme-web01" });
    await api.given.timelineEntry(number, { text: "acme-web01" });
    await api.given.dispatch(number);
    await api.given.call(number);
    await api.given.recording(number, { sid });
  });
  afterAll(() => api.stop());

  it("[RA4] leaves out none of the addresses that are read", () => {
    const read = Object.entries(apiDocument().paths ?? {}).filter(([, operations]) => operations?.get);
    for (const [path] of read) expect(Object.keys(expected)).toContain(path);
  });

  it.each(Object.keys(expected))("[RA4] %s", async (path) => {
    const answers: Partial<Record<Who, number>> = {};
    for (const who of everybody) {
      const address = path
        .replace("{number}", `${number}`)
        .replace("{customer}", "acme")
        .replace("{sid}", sid);
      const answer = await api.get(address, tokens[who]);
      answers[who] = answer.status;
      if (who === "nobody" || who === "otherCustomer")
        expect(JSON.stringify(answer.body)).not.toMatch(/acme-web01|sato@|\+8190/);
    }
    expect(answers).toEqual(expected[path]);
  });
});
