import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApi, type TestApi } from "../testApi.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

interface Document {
  openapi: string;
  paths: Record<string, Record<string, { responses: object; security?: object[] }>>;
}

describe("GET /api/openapi.json and /api/docs", () => {
  it("[RA3] describes every address of the API, the intake's too, without a login", async () => {
    const { status, body } = await api.get("/api/openapi.json");
    const { openapi, paths } = body as unknown as Document;
    expect([status, openapi]).toEqual([200, "3.1.1"]);
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining([
        ...["/intake/alerts", "/intake/alertmanager", "/intake/grafana", "/v2/enqueue"],
        ...["/api/incidents", "/api/incidents/{number}", "/api/incidents/{number}/alerts", "/api/me"],
        ...["/healthz", "/readyz", "/metrics"],
      ]),
    );
    for (const [path, operations] of Object.entries(paths).filter(([path]) => path.startsWith("/api/")))
      for (const { responses, security } of Object.values(operations)) {
        const refusals = security === undefined ? ["401", "503"] : ["503"];
        expect([path, Object.keys(responses)]).toEqual([path, expect.arrayContaining(refusals)]);
      }
  });

  it("[RA3] requires of a sender what the intake requires, and no more", async () => {
    const { body } = await api.get("/api/openapi.json");
    const text = JSON.stringify((body as unknown as Document).paths["/v2/enqueue"]);
    expect(text).toContain('"required":["summary","source","severity"]');
    expect(text).toContain('"required":["event_action","payload"]');
  });

  it("[RA3] shows a page whose every part comes from here", async () => {
    const page = await api.get("/api/docs");
    const text = page.body.text as string;
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    const parts = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address!);
    expect(parts).toHaveLength(4);
    for (const part of parts) {
      expect(part).toMatch(/^\/api\/docs\//);
      expect([part, (await api.get(part)).status]).toEqual([part, 200]);
    }
    expect((await api.get("/api/docs/package.json")).status).toBe(401);
  });
});
