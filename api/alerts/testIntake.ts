import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { RequestHandler } from "express";
import pino from "pino";
import { hashedSourceKey } from "../../db/alerts/sourceKeys.ts";
import type { DatabaseConnection } from "../../db/connect.ts";
import { customers, sourceKeys, sources } from "../../db/schema/index.ts";
import type { SourceKind } from "../../domain/alerts/alert.ts";
import { buildApp } from "../http/app.ts";
import { intakeRouter } from "./router.ts";

const nobody: RequestHandler = (_request, response) => void response.sendStatus(401);
const nothing: RequestHandler = (_request, _response, next) => next();

export interface TestIntake {
  url: string;
  /** The time at which alerts are accepted. */
  clock: { now: Date };
  accepted: () => number;
  log: () => string;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
}

/** The intake behind real HTTP, for tests. */
export async function startIntake({ db }: Pick<DatabaseConnection, "db">): Promise<TestIntake> {
  const clock = { now: new Date() };
  let accepted = 0;
  let log = "";
  const write = (line: string) => {
    log += line;
  };
  const logger = pino({ level: "debug" }, { write });
  const onAccepted = () => {
    accepted += 1;
  };
  const intake = intakeRouter({ db, clock: () => clock.now, onAccepted, logger });
  const app = buildApp({
    logger,
    open: [],
    intake,
    authenticate: nobody,
    people: [],
    idempotent: nothing,
    api: [],
  });
  const server = app.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    clock,
    accepted: () => accepted,
    log: () => log,
    post: (path, body, headers = {}) =>
      fetch(`${url}${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: typeof body === "string" ? body : JSON.stringify(body),
      }),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** A key like those that `toban source-key` issues. */
export const keyOfSource = (source: string): string =>
  source
    .replace(/[^a-z0-9]/g, "0")
    .slice(0, 32)
    .padEnd(32, "k");

export async function givenSource(
  { db }: Pick<DatabaseConnection, "db">,
  customer: string,
  source: string,
  kind: SourceKind,
): Promise<string> {
  const key = keyOfSource(`${customer}${source}`);
  await db
    .insert(customers)
    .values({ id: customer, name: customer, currentVersion: 1 })
    .onConflictDoNothing();
  await db.insert(sources).values({ customer, name: source, kind });
  await db
    .insert(sourceKeys)
    .values({ keyHash: hashedSourceKey(key), customer, source, issuedAt: new Date() });
  return key;
}
