import express, { type Express, type RequestHandler } from "express";
import type { Logger } from "pino";
import { errorHandler, notFound } from "./errorHandler.ts";
import { jsonBody } from "./jsonBody.ts";
import { keepableText } from "./keepableText.ts";
import { chooseLanguage } from "./language.ts";
import { requestLog } from "./requestLog.ts";
import { securityHeaders } from "./securityHeaders.ts";
import { answerInTime, type Budget, budget, limitUnderWay, remoteNetwork } from "./underWay.ts";

/** The parts of the application. Each router knows its own addresses. */
export interface Parts {
  logger: Logger;
  /** Proxies whose word we trust about where a request came from; absent: none. */
  trustedProxies?: readonly string[];
  /** Our public address. */
  publicUrl?: string;
  /** Answered without a login, even under load: health, metrics, the API's description, signed callbacks. */
  open: readonly RequestHandler[];
  intake: RequestHandler;
  /** In front of everything under `/api`: without a login, even an unknown path gets 401. */
  authenticate: RequestHandler;
  /** Limits for people who are logged in. */
  people: readonly Budget[];
  idempotent: RequestHandler;
  api: readonly RequestHandler[];
}

const longestApiBodyBytes = 1024 * 1024;
/** Nobody waits longer for an answer, not even for an action that waits for its workflow. */
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

/** Limits for requests whose login is not checked yet. Their bodies are not read. */
const strangers = (): Budget[] => [
  budget({ requests: 1_000, bytes: 0 }),
  budget({ requests: 200, bytes: 0 }, remoteNetwork),
];

function use(app: Express, routers: readonly RequestHandler[]): void {
  for (const router of routers) app.use(router);
}
