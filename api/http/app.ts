import express, { type Express, type RequestHandler } from "express";
import type { Logger } from "pino";
import { errorHandler, notFound } from "./errorHandler.ts";
import { jsonBody } from "./jsonBody.ts";
import { keepableText } from "./keepableText.ts";
import { chooseLanguage } from "./language.ts";
import { requestLog } from "./requestLog.ts";
import { securityHeaders } from "./securityHeaders.ts";
import { answerInTime, type Budget, budget, limitUnderWay, remoteNetwork } from "./underWay.ts";

/** What the application is made of; each router knows its own addresses. */
export interface Parts {
  logger: Logger;
  /** Proxies that are believed about where a request came from; left out: none. */
  trustedProxies?: readonly string[];
  /** Our address as seen from outside. */
  publicUrl?: string;
  /** Answered without a login, also under load: health, metrics, the API's description, signed callbacks. */
  open: readonly RequestHandler[];
  intake: RequestHandler;
  /** In front of everything under `/api`: a path that does not exist is 401 too without a login. */
  authenticate: RequestHandler;
  /** Limits for people who are logged in. */
  people: readonly Budget[];
  idempotent: RequestHandler;
  api: readonly RequestHandler[];
}

const longestApiBodyBytes = 1024 * 1024;
/** An action waits for its workflow; nobody waits longer than this for either. */
const apiPatienceMilliseconds = 15_000;

export function buildApp(parts: Parts): Express {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.set("trust proxy", [...(parts.trustedProxies ?? [])]);
  app.use(securityHeaders(parts.publicUrl), chooseLanguage, requestLog(parts.logger));
  use(app, parts.open);
  app.use(parts.intake);
  app.use(
    "/api",
    limitUnderWay(...strangers()),
    answerInTime(apiPatienceMilliseconds),
    parts.authenticate,
    limitUnderWay(...parts.people),
    jsonBody({ limitBytes: longestApiBodyBytes }),
    keepableText,
    parts.idempotent,
  );
  use(app, parts.api);
  app.use(notFound, errorHandler(parts.logger));
  return app;
}

/** For `/readyz` and `/metrics` on a port of their own. */
export function buildMonitoringApp(monitoring: RequestHandler, logger: Logger): Express {
  const app = express();
  app.disable("x-powered-by");
  app.use(securityHeaders(), chooseLanguage, requestLog(logger), monitoring, notFound, errorHandler(logger));
  return app;
}

/** Limits for requests without a login so far; their bodies are not read. */
const strangers = (): Budget[] => [
  budget({ requests: 1_000, bytes: 0 }),
  budget({ requests: 200, bytes: 0 }, remoteNetwork),
];

function use(app: Express, routers: readonly RequestHandler[]): void {
  for (const router of routers) app.use(router);
}
