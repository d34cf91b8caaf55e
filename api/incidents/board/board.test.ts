import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApi, type TestApi } from "../../testApi.ts";
import { type Board, boardSchema } from "./schemas.ts";

let api: TestApi;
let operator: string;
beforeAll(async () => {
  api = await startTestApi();
  operator = await api.given.person("鈴木");
  await api.given.customer("acme");
});
afterAll(() => api.stop());

const board = async (token: string): Promise<Board> =>
  boardSchema.parse((await api.get("/api/board", token)).body);

describe("the board", () => {
  it("[R3.1b][R5.1a] holds open incidents, the next one due first, with its deadline and the reason", async () => {
    const minute = (n: number) => new Date(Date.UTC(2026, 10, 22, 3, n));
    const told = { firstResponseAt: minute(1), firstResponse: "mail" as const };
    const followed = await api.given.incident({ ...told, openedAt: minute(0) });
    const nobody = await api.given.incident({ ...told, attention: "nobody-told", openedAt: minute(0) });
    const young = await api.given.incident({ openedAt: minute(20), level: "low" });
    const old = await api.given.incident({ openedAt: minute(14) });
    const unknown = await api.given.incident({ customer: null, state: "triage", openedAt: minute(17) });
    await api.given.incident({ state: "closed", closedAt: minute(5) });
    const { incidents, at } = await board(operator);
    expect(at).toBe("2026-11-22T03:27:15.000Z");
    expect(incidents.map(({ number }) => number)).toEqual([old, unknown, young, nobody, followed]);
    expect(incidents.map(({ due }) => [due.what, due.at])).toEqual([
      ["first-response", minute(29).toISOString()],
      ["triage", minute(32).toISOString()],
      ["first-response", minute(35).toISOString()],
      ["attention", null],
      ["follow", null],
    ]);
    expect(incidents[1]).toMatchObject({ customer: null, customerName: null });
    expect(incidents[3]).toMatchObject({ attention: "nobody-told", customerName: "株式会社acme" });
  });

  it("[RA4] shows customers their own incidents alone", async () => {
    await api.given.incident({ customer: "other" });
    const customer = await api.given.person("佐藤", { role: "customer", customers: ["acme"] });
    const { incidents } = await board(customer);
    expect(new Set(incidents.map((row) => row.customer))).toEqual(new Set(["acme"]));
    expect(incidents.every(({ attention, due }) => attention === null && due.what !== "attention")).toBe(
      true,
    );
  });
});
