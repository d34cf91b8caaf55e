import type { Request, Response } from "express";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Role } from "../../db/schema/index.ts";
import { meSchema } from "../people/schemas.ts";
import { startTestApi, type TestApi } from "../testApi.ts";
import { requireRole } from "./authenticate.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

describe("a token", () => {
  it("[RA4] identifies the person", async () => {
    const operator = await api.given.person("鈴木", { role: "admin" });
    const customers = await api.given.person("佐藤", { role: "customer", customers: ["acme", "beta"] });
    const answers = [await api.get("/api/me", operator), await api.get("/api/me", customers)];
    expect(answers.map(({ body }) => meSchema.parse(body))).toEqual([
      {
        name: "鈴木",
        role: "admin",
        customers: [],
        phone: null,
        twoFactor: false,
        hasPassword: false,
        via: "token",
        secondFactorDue: null,
      },
      expect.objectContaining({ name: "佐藤", role: "customer", customers: ["acme", "beta"] }),
    ]);
  });

  it("[RA4] that is missing, unknown, expired or revoked gets 401, on unknown paths too", async () => {
    const past = new Date("2026-11-22T03:27:15.000Z");
    const tokens = {
      missing: undefined,
      unknown: "x".repeat(43),
      "not a token": "a b",
      expired: await api.given.person("高橋", { token: { expiresAt: past } }),
      revoked: await api.given.person("田中", { token: { revokedAt: past } }),
    };
    for (const [what, token] of Object.entries(tokens)) {
      for (const path of ["/api/me", "/api/incidents", "/api/incidents/1", "/api/nothing", "/api"]) {
        const answer = await api.get(path, token);
        expect([what, path, answer.status, answer.body.code]).toEqual([what, path, 401, "unauthenticated"]);
        expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer/);
      }
    }
  });

  it("[RA4] is valid until it expires; revoking it leaves the person's other tokens valid", async () => {
    const until = new Date("2026-11-22T04:00:00.000Z");
    const limited = await api.given.person("渡辺", { token: { expiresAt: until } });
    await api.given.person("渡辺", { token: { revokedAt: until } });
    api.setClock("2026-11-22T03:59:59.999Z");
    expect((await api.get("/api/me", limited)).status).toBe(200);
    api.setClock("2026-11-22T04:00:00.000Z");
    expect((await api.get("/api/me", limited)).status).toBe(401);
  });

  it("[RA4] opens no more than its person's role allows", () => {
    const asked = (role: Role) => {
      const response = { locals: { person: { name: "鈴木", role, customers: [] } } } as unknown as Response;
      requireRole("operator", "admin")({} as Request, response, () => {});
    };
    expect(() => asked("admin")).not.toThrow();
    expect(() => asked("customer")).toThrow(/forbidden/);
  });

  it("[RA4] is not stored in the database", async () => {
    const token = await api.given.person("伊藤");
    const rows = await api.sql`select token_hash from api_tokens where person = '伊藤'`;
    expect(rows[0]?.token_hash).toMatch(/^[0-9a-f]{64}$/);
    expect(rows[0]?.token_hash).not.toContain(token);
  });
});
