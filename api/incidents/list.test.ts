import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApi, type TestApi } from "../testApi.ts";
import { incidentPageSchema } from "./schemas.ts";

let api: TestApi;
let operator: string;
let customersPerson: string;
let numbers: number[];

beforeAll(async () => {
  api = await startTestApi();
  operator = await api.given.person("鈴木");
  customersPerson = await api.given.person("佐藤", { role: "customer", customers: ["acme", "acme-dev"] });
  numbers = [
    await api.given.incident({ customer: "acme" }),
    await api.given.incident({ customer: "other", state: "acknowledged" }),
    await api.given.incident({ customer: null, state: "triage" }),
    await api.given.incident({ customer: "acme-dev", state: "recovered" }),
    await api.given.incident({ customer: "acme", state: "closed", closedAt: new Date() }),
  ];
});
afterAll(() => api.stop());

async function page(query: string, token = operator) {
  const answer = await api.get(`/api/incidents${query}`, token);
  expect(answer.body).toMatchObject({ incidents: expect.any(Array) });
  const { incidents, nextCursor } = incidentPageSchema.parse(answer.body);
  // Counted from 1, so that tests read without the database's numbers.
  return { places: incidents.map(({ number }) => numbers.indexOf(number) + 1), nextCursor };
}

describe("GET /api/incidents", () => {
  it("[RA1] lists all of them for operators, newest first, also those without a customer", async () => {
    expect(await page("")).toEqual({ places: [5, 4, 3, 2, 1], nextCursor: null });
    expect((await page("?customer=&state=&limit=&cursor=")).places).toEqual([5, 4, 3, 2, 1]);
  });

  it("[RA4] lists a customer's person its own alone", async () => {
    expect((await page("", customersPerson)).places).toEqual([5, 4, 1]);
    const nobodys = await api.given.person("新人", { role: "customer" });
    expect((await page("", nobodys)).places).toEqual([]);
  });

  it("[RA4] refuses another customer's name, whether that one exists or not", async () => {
    for (const customer of ["other", "nobody"]) {
      const answer = await api.get(`/api/incidents?customer=${customer}`, customersPerson);
      expect([answer.status, answer.body.code]).toEqual([403, "forbidden"]);
    }
  });

  it("[RA1] filters by customer and by one or several states", async () => {
    expect((await page("?customer=acme")).places).toEqual([5, 1]);
    expect((await page("?customer=acme", customersPerson)).places).toEqual([5, 1]);
    expect((await page("?customer=nobody")).places).toEqual([]);
    expect((await page("?state=triage")).places).toEqual([3]);
    expect((await page("?state=open,%20closed&customer=acme")).places).toEqual([5, 1]);
    expect((await page("?state=open,acknowledged,recovered")).places).toEqual([4, 2, 1]);
  });

  it("[RA1] goes page by page, and a newer incident moves nothing", async () => {
    const first = await page("?limit=2");
    expect(first.places).toEqual([5, 4]);
    await api.given.incident({ customer: "third" });
    const second = await page(`?limit=2&cursor=${first.nextCursor}`);
    expect(second.places).toEqual([3, 2]);
    const third = await page(`?limit=2&cursor=${second.nextCursor}`);
    expect(third).toEqual({ places: [1], nextCursor: null });
  });

  it.each([
    ["limit=0", "limit", "at least 1"],
    ["limit=201", "limit", "at most 200"],
    ["limit=ten", "limit", "a whole number from 1 to 200"],
    ["limit=1&limit=2", "limit", "give it once"],
    ["state=gone", "state", "one or several of triage, open, acknowledged, recovered, closed, by comma"],
    ["cursor=abc", "cursor", "not a nextCursor of this list"],
    ["custmer=acme", "custmer", "there is no such parameter"],
  ])("[RA3] refuses %s and names the field", async (query, path, message) => {
    const answer = await api.get(`/api/incidents?${query}`, operator);
    expect([answer.status, answer.body.code]).toEqual([400, "invalid_parameters"]);
    expect(answer.body.errors).toEqual([{ path, message }]);
  });

  it("[RA3] names every fault at once", async () => {
    const answer = await api.get("/api/incidents?limit=-1&state=x&cursor=%E3%81%82", operator);
    expect((answer.body.errors as { path: string }[]).map(({ path }) => path)).toEqual(["state", "limit"]);
  });
});
