import { afterEach, describe, expect, it } from "vitest";
import { workerHeartbeats } from "../../db/schema/index.ts";
import { startTestApi, type TestApi } from "../testApi.ts";
import { readinessSchema } from "./schemas.ts";

let api: TestApi;
afterEach(() => api.stop());

async function readiness() {
  const { status, body } = await api.get("/readyz");
  return { httpStatus: status, ...readinessSchema.parse(body).parts };
}
/** The test's connections are named `toban`: a worker of that name counts as connected, others do not. */
const heartbeat = (at: string, worker = "toban") =>
  api.db.insert(workerHeartbeats).values({ worker, at: new Date(at) });

describe("GET /healthz and /readyz", () => {
  it("[RA2] is alive and ready while database, Temporal and a worker answer", async () => {
    api = await startTestApi();
    await heartbeat("2026-11-22T03:00:00.000Z", "stopped long ago");
    await heartbeat("2026-11-22T03:27:10.000Z");
    api.setClock("2026-11-22T03:27:20.000Z");
    expect((await api.get("/healthz")).status).toBe(200);
    expect(await readiness()).toEqual({ httpStatus: 200, database: "ok", temporal: "ok", worker: "ok" });
  });

  it("[RA2] names the worker that has been silent for more than 10 seconds", async () => {
    api = await startTestApi();
    const silent = { httpStatus: 503, database: "ok", temporal: "ok", worker: "down" };
    expect(await readiness()).toEqual(silent);
    await heartbeat("2026-11-22T03:27:10.000Z");
    api.setClock("2026-11-22T03:27:20.001Z");
    expect(await readiness()).toEqual(silent);
  });

  it("[RA2] does not count on a worker whose connection is gone", async () => {
    api = await startTestApi();
    await heartbeat("2026-11-22T03:27:10.000Z", "killed a moment ago");
    api.setClock("2026-11-22T03:27:11.000Z");
    expect(await readiness()).toMatchObject({ httpStatus: 503, worker: "down" });
  });

  it("[RA2] names Temporal when it fails, and does not wait for it when it hangs", async () => {
    let answers: () => Promise<void> = () => Promise.reject(new Error("connection to secret.host refused"));
    api = await startTestApi({ checkTemporal: () => answers() });
    await heartbeat("2026-11-22T03:27:15.000Z");
    const { body, status } = await api.get("/readyz");
    expect([status, body]).toEqual([
      503,
      { status: "not ready", parts: { database: "ok", temporal: "down", worker: "ok" } },
    ]);
    answers = () => new Promise(() => {});
    api.setClock("2026-11-22T03:27:16.000Z");
    const began = Date.now();
    expect(await readiness()).toMatchObject({ httpStatus: 503, temporal: "no answer" });
    expect(Date.now() - began).toBeLessThan(3_000);
  });

  it("looks once a second, however many ask", async () => {
    let looks = 0;
    const checkTemporal = async () => {
      looks += 1;
    };
    api = await startTestApi({ checkTemporal });
    await Promise.all(Array.from({ length: 50 }, () => api.get("/readyz")));
    api.setClock("2026-11-22T03:27:15.999Z");
    await api.get("/readyz");
    expect(looks).toBe(1);
    api.setClock("2026-11-22T03:27:16.000Z");
    await api.get("/readyz");
    expect(looks).toBe(2);
  });

  it("[RA2] stays alive without its database, and says so", async () => {
    api = await startTestApi();
    await api.sql.end();
    expect((await api.get("/healthz")).status).toBe(200);
    expect(await readiness()).toMatchObject({ httpStatus: 503, database: "down", worker: "down" });
  });
});
