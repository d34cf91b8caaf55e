import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Client, Connection } from "@temporalio/client";
import pino from "pino";
import { Registry } from "prom-client";
import { twilioRecordings } from "../activities/providers/twilioRecordings.ts";
import { createTestDatabase, type TestDatabase } from "../db/testDatabase.ts";
import { givenRows } from "../db/testRows.ts";
import { openVault } from "../db/vault.ts";
import type { Language } from "../domain/words/language.ts";

import { type Catalogue, loadCatalogue, offered } from "../runbooks/catalogue.ts";
import { buildApplication } from "./application.ts";
import type { AuthSettings } from "./auth/auth.ts";
import { workflowUrlOf } from "./temporal.ts";

const vaultKeys = [{ id: "test", key: Buffer.alloc(32, 7) }];

/** The telephone account of tests. */
export const telephoneAccount = { accountSid: `AC${"1".repeat(32)}`, authToken: "token-of-the-telephone" };

export interface Answer {
  status: number;
  headers: Headers;
  // Tests read what they expect; the schemas check the rest.
  body: Record<string, unknown>;
}

interface Options {
  /** The connection to workflows; absent: none is reachable. */
  client?: Client;
  telephoneApiUrl?: string;
  /** How often streams send the time and check their login. */
  liveTiming?: { tickMilliseconds: number; checkMilliseconds: number };
  checkTemporal?: () => Promise<unknown>;
  auth?: Partial<AuthSettings>;
  /** A real browser on this machine asks over plain http; absent: a proxy in front ends TLS. */
  isAskedHere?: boolean;
  /** Runbooks that may be proposed; absent: none. */
  catalogue?: Catalogue;
  /** Another API's database, which outlives this one. */
  database?: TestDatabase;
}

/** The address that browsers see through the proxy. */
const behindProxy = { publicUrl: "https://toban.example", port: 8080 };

/** The API on a real database, with a clock that tests set. */
export async function startTestApi(options: Options = {}) {
  const database = options.database ?? (await createTestDatabase());
  let now = new Date("2026-11-22T03:27:15.000Z");
  const deps = { db: database.db, clock: () => now };
  const registry = new Registry();
  const logger = pino({ level: "silent" });
  const apiUrl = options.telephoneApiUrl ?? "http://127.0.0.1:2";
  let answer: RequestListener = (_request, response) => response.destroy();
  const server = createServer((request, response) => answer(request, response));
  const port = await listen(server);
  const url = `http://127.0.0.1:${port}`;
  const own = options.isAskedHere === true ? { publicUrl: url, port } : behindProxy;
  const { app, stop } = buildApplication(
    {
      ...deps,
      intakeDb: database.db,
      server: "api:test",
      logger,
      registry,
      onAccepted: () => {},
      onStored: () => {},
      revive: async () => {},
      client: options.client ?? withoutTemporal(),
      checkTemporal: options.checkTemporal ?? (async () => undefined),
      recordingStore: twilioRecordings({ ...telephoneAccount, apiUrl }),
      catalogue: options.catalogue ?? new Map(),
      runbooks: offered(await loadCatalogue()),
    },
    {
      ...own,
      oidc: null,
      trustedProxies: ["loopback"],
      vaultKeys,
      ...options.auth,
      centerName: "コントロールセンター",
      recordingRetentionDays: 90,
      actionPatienceMilliseconds: 400,
      telephone: { authToken: telephoneAccount.authToken, from: "+815000000000" },
      workflowUrl: workflowUrlOf("http://temporal.example", "default"),
      ...(options.liveTiming !== undefined && { liveTiming: options.liveTiming }),
    },
  );
  answer = app;

  async function ask(
    method: string,
    path: string,
    { token, body, language }: { token?: string | undefined; body?: unknown; language?: Language } = {},
  ): Promise<Answer> {
    const headers: Record<string, string> = {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(language !== undefined && { "accept-language": language }),
    };
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
    url,
    ask,
    get,
    post,
    app,
    database,
    publicUrl: own.publicUrl,
    db: database.db,
    sql: database.sql,
    vault: openVault(vaultKeys),
    given: givenRows(database.db, () => now),
    setClock(at: string): void {
      now = new Date(at);
    },
    async stop(): Promise<void> {
      stop();
      const closed = once(server, "close");
      server.close();
      // A browser opens connections ahead of its requests, and those are not idle for the server.
      server.closeAllConnections();
      await closed;
      if (options.database === undefined) await database.drop();
    },
  };
}

let usualPort = 0;

/** At the port of the API before, if it is free, since a browser keeps what it has compiled for an address. */
async function listen(server: Server): Promise<number> {
  const listening = (port: number) => once(server.listen(port, "127.0.0.1"), "listening");
  await listening(usualPort).catch(() => listening(0));
  const { port } = server.address() as AddressInfo;
  usualPort ||= port;
  return port;
}

/** No Temporal is reachable: requests that need a workflow get 503. */
const withoutTemporal = (): Client => new Client({ connection: Connection.lazy({ address: "127.0.0.1:1" }) });

export type TestApi = Awaited<ReturnType<typeof startTestApi>>;
