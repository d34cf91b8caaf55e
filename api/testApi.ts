import type { AddressInfo } from "node:net";
import pino from "pino";
import { Registry } from "prom-client";
import { createTestDatabase } from "../db/testDatabase.ts";
import { givenRows } from "../db/testRows.ts";
import { customersRouter } from "./customers/router.ts";
import { healthRouter } from "./health/router.ts";
import { buildApp } from "./http/app.ts";
import { idempotent } from "./http/idempotency.ts";
import { incidentsRouter } from "./incidents/router.ts";
import { intakeRouter } from "./intake/router.ts";
import { httpDurations } from "./metrics/httpDurations.ts";
import { metricsRouter } from "./metrics/router.ts";
import { openApiRouter } from "./openapi/router.ts";
import { operationTestsRouter } from "./operationTests/router.ts";
import { authenticate } from "./people/authenticate.ts";
import { meRouter } from "./people/router.ts";

export interface Answer {
  status: number;
  headers: Headers;
  // Tests read what they expect; the schemas check the rest.
  body: Record<string, unknown>;
}

/** The reading API on a real database, with a clock that tests set. */
export async function startTestApi(options: { checkTemporal?: () => Promise<unknown> } = {}) {
  const database = await createTestDatabase();
  let now = new Date("2026-11-22T03:27:15.000Z");
  const deps = { db: database.db, clock: () => now };
  const registry = new Registry();
  const logger = pino({ level: "silent" });
  const app = buildApp({
    logger,
    open: [
      httpDurations(registry),
      openApiRouter(),
      healthRouter({ ...deps, checkTemporal: options.checkTemporal ?? (async () => undefined) }),
      metricsRouter({ ...deps, registry }),
    ],
    intake: intakeRouter({ ...deps, logger, onAccepted: () => {} }),
    authenticate: authenticate(deps),
    idempotent: idempotent({ ...deps, logger, scopeOf: () => "test" }),
    api: [
      meRouter(),
      incidentsRouter(deps),
      customersRouter(deps),
      operationTestsRouter({ ...deps, centerName: "コントロールセンター", onStored: () => {} }),
    ],
  });
  const server = app.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const get = (path: string, token?: string): Promise<Answer> => ask(path, {}, token);
  const post = (path: string, body: unknown, token?: string): Promise<Answer> =>
    ask(path, { method: "POST", body: JSON.stringify(body) }, token);

  async function ask(path: string, request: RequestInit, token?: string): Promise<Answer> {
    const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const response = await fetch(url + path, { ...request, headers });
    const text = await response.text();
    const json = response.headers.get("content-type")?.includes("json");
    return {
      status: response.status,
      headers: response.headers,
      body: json ? JSON.parse(text) : { text },
    };
  }

  return {
    url,
    get,
    post,
    db: database.db,
    sql: database.sql,
    given: givenRows(database.db, () => now),
    setClock(at: string): void {
      now = new Date(at);
    },
    async stop(): Promise<void> {
      await new Promise((resolve) => server.close(resolve));
      await database.drop();
    },
  };
}

export type TestApi = Awaited<ReturnType<typeof startTestApi>>;
