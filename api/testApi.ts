import type { AddressInfo } from "node:net";
import { Client, Connection } from "@temporalio/client";
import pino from "pino";
import { Registry } from "prom-client";
import { twilioRecordings } from "../activities/providers/twilioRecordings.ts";
import { createTestDatabase } from "../db/testDatabase.ts";
import { givenRows } from "../db/testRows.ts";
import { actionsRouter } from "./actions/router.ts";
import { consoleRouter } from "./console/router.ts";
import { customersRouter } from "./customers/router.ts";
import { deskRouter } from "./desk/router.ts";
import { workflowUrlOf } from "./desk/workflowUrl.ts";
import { healthRouter } from "./health/router.ts";
import { buildApp } from "./http/app.ts";
import { idempotent } from "./http/idempotency.ts";
import { incidentsRouter } from "./incidents/router.ts";
import { intakeRouter } from "./intake/router.ts";
import { httpDurations } from "./metrics/httpDurations.ts";
import { metricsRouter } from "./metrics/router.ts";
import { openApiRouter } from "./openapi/router.ts";
import { authenticate } from "./people/authenticate.ts";
import { meRouter } from "./people/router.ts";
import { recordingsRouter } from "./recordings/router.ts";

/** The telephone account of tests. */
export const telephoneAccount = { accountSid: `AC${"1".repeat(32)}`, authToken: "token-of-the-telephone" };

export interface Answer {
  status: number;
  headers: Headers;
  // Tests read what they expect; the schemas check the rest.
  body: Record<string, unknown>;
}

/** The reading API on a real database, with a clock that tests set. */
export async function startTestApi(
  options: { checkTemporal?: () => Promise<unknown>; client?: Client; telephoneApiUrl?: string } = {},
) {
  const database = await createTestDatabase();
  let now = new Date("2026-11-22T03:27:15.000Z");
  const deps = { db: database.db, clock: () => now };
  const registry = new Registry();
  const logger = pino({ level: "silent" });
  const apiUrl = options.telephoneApiUrl ?? "http://127.0.0.1:2";
  const store = twilioRecordings({ ...telephoneAccount, apiUrl });
  const app = buildApp({
    logger,
    open: [
      httpDurations(registry),
      openApiRouter(),
      healthRouter({ ...deps, checkTemporal: options.checkTemporal ?? (async () => undefined) }),
      metricsRouter({ ...deps, registry }),
      consoleRouter(),
    ],
    intake: intakeRouter({ ...deps, logger, onAccepted: () => {} }),
    authenticate: authenticate(deps),
    idempotent: idempotent({ ...deps, logger, scopeOf: () => "test" }),
    api: [
      meRouter(),
      actionsRouter({ ...deps, client: options.client ?? withoutTemporal() }),
      deskRouter({
        ...deps,
        centerName: "コントロールセンター",
        workflowUrl: workflowUrlOf("http://temporal.example", "default"),
      }),
      incidentsRouter(deps),
      customersRouter(deps),
      recordingsRouter({ ...deps, store }),
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

/** Nobody answers there: what needs a workflow hears 503. */
const withoutTemporal = (): Client => new Client({ connection: Connection.lazy({ address: "127.0.0.1:1" }) });

export type TestApi = Awaited<ReturnType<typeof startTestApi>>;
