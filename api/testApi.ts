import type { AddressInfo } from "node:net";
import { Client, Connection } from "@temporalio/client";
import pino from "pino";
import { Registry } from "prom-client";
import { twilioRecordings } from "../activities/providers/twilioRecordings.ts";
import { createTestDatabase, type TestDatabase } from "../db/testDatabase.ts";
import { givenRows } from "../db/testRows.ts";

import { actionsRouter } from "./actions/router.ts";
import { auditedRequests } from "./audit/audited.ts";
import { auditRouter } from "./audit/router.ts";
import type { AuthSettings } from "./auth/auth.ts";
import { buildLogins } from "./auth/logins.ts";
import { boardRouter } from "./board/router.ts";
import { consoleRouter } from "./console/router.ts";
import { customersRouter } from "./customers/router.ts";
import { deskRouter } from "./desk/router.ts";
import { workflowUrlOf } from "./desk/workflowUrl.ts";
import { healthRouter } from "./health/router.ts";
import { buildApp } from "./http/app.ts";
import { idempotent } from "./http/idempotency.ts";
import { incidentsRouter } from "./incidents/router.ts";
import { intakeRouter } from "./intake/router.ts";
import { liveRouter } from "./live/router.ts";
import { httpDurations } from "./metrics/httpDurations.ts";
import { metricsRouter } from "./metrics/router.ts";
import { openApiRouter } from "./openapi/router.ts";
import { operationTestsRouter } from "./operationTests/router.ts";
import { peopleRouter } from "./people/adminRouter.ts";
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

interface Options {
  /** The way to workflows; left out: nobody answers there. */
  client?: Client;
  telephoneApiUrl?: string;
  /** How often streams say the time, and check whose they are. */
  liveTiming?: { tickMs: number; checkMs: number };
  checkTemporal?: () => Promise<unknown>;
  auth?: Partial<AuthSettings>;
  /** Another API's, which goes on. */
  database?: TestDatabase;
}

/** The API on a real database, with a clock that tests set. */
export async function startTestApi(options: Options = {}) {
  const database = options.database ?? (await createTestDatabase());
  let now = new Date("2026-11-22T03:27:15.000Z");
  const deps = { db: database.db, clock: () => now };
  const registry = new Registry();
  const logger = pino({ level: "silent" });
  const logins = buildLogins(
    { ...deps, logger },
    {
      ...{ publicUrl: "https://toban.example", port: 8080, oidc: null },
      ...{ vaultKeys: [{ id: "test", key: Buffer.alloc(32, 7) }], ...options.auth },
    },
  );
  const audited = auditedRequests({ ...deps, logger });
  const apiUrl = options.telephoneApiUrl ?? "http://127.0.0.1:2";
  const store = twilioRecordings({ ...telephoneAccount, apiUrl });
  const live = liveRouter({
    ...{ ...deps, logger, authenticate: logins.authenticate },
    ...(options.liveTiming !== undefined && { timing: options.liveTiming }),
  });
  const app = buildApp({
    logger,
    trustedProxies: ["loopback"],
    open: [
      httpDurations(registry),
      openApiRouter(),
      logins.router,
      healthRouter({ ...deps, checkTemporal: options.checkTemporal ?? (async () => undefined) }),
      metricsRouter({ ...deps, registry }),
      live.router,
      consoleRouter(),
    ],
    intake: intakeRouter({ ...deps, logger, onAccepted: () => {} }),
    authenticate: logins.authenticate,
    idempotent: idempotent({ ...deps, logger, scopeOf: () => "test" }),
    api: [
      meRouter({ ...deps, audited }),
      peopleRouter({ ...deps, audited }),
      auditRouter(deps),
      actionsRouter({ ...deps, client: options.client ?? withoutTemporal(), patienceMilliseconds: 400 }),
      deskRouter({
        ...deps,
        centerName: "コントロールセンター",
        workflowUrl: workflowUrlOf("http://temporal.example", "default"),
      }),
      boardRouter(deps),
      incidentsRouter(deps),
      customersRouter(deps),
      recordingsRouter({ ...deps, store }),
      operationTestsRouter({ ...deps, centerName: "コントロールセンター", onStored: () => {} }),
    ],
  });
  const server = app.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function ask(
    method: string,
    path: string,
    { token, body }: { token?: string | undefined; body?: unknown } = {},
  ): Promise<Answer> {
    const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const sent = method === "GET" ? {} : { body: JSON.stringify(body ?? {}) };
    const response = await fetch(url + path, { method, headers, redirect: "manual", ...sent });
    if (response.headers.get("content-type")?.startsWith("text/event-stream")) {
      await response.body?.cancel();
      return { status: response.status, headers: response.headers, body: {} };
    }
    const text = await response.text();
    const json = response.headers.get("content-type")?.includes("json");
    return {
      status: response.status,
      headers: response.headers,
      body: json ? JSON.parse(text) : { text },
    };
  }
  const get = (path: string, token?: string) => ask("GET", path, { token });
  const post = (path: string, body: unknown, token?: string) => ask("POST", path, { token, body });

  return {
    ...{ url, ask, get, post, app, database },
    db: database.db,
    sql: database.sql,
    given: givenRows(database.db, () => now),
    setClock(at: string): void {
      now = new Date(at);
    },
    async stop(): Promise<void> {
      live.stop();
      await new Promise((resolve) => server.close(resolve));
      if (options.database === undefined) await database.drop();
    },
  };
}

/** Nobody answers there: what needs a workflow hears 503. */
const withoutTemporal = (): Client => new Client({ connection: Connection.lazy({ address: "127.0.0.1:1" }) });

export type TestApi = Awaited<ReturnType<typeof startTestApi>>;
