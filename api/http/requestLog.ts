import { randomUUID } from "node:crypto";
import type { RequestHandler } from "express";
import type { Logger } from "pino";

/** Machines ask these every few seconds, so successes are not logged. */
const quietPaths = new Set(["/healthz", "/readyz", "/metrics"]);

/**
 * Gives every request an id, which the answer repeats, and logs how it ended. Never logs headers or bodies.
 */
export function requestLog(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const given = request.get("x-request-id");
    const requestId = given !== undefined && /^[\w.:-]{1,100}$/.test(given) ? given : randomUUID();
    response.locals.requestId = requestId;
    response.set("X-Request-Id", requestId);
    const began = performance.now();
    const { method, originalUrl } = request;
    response.once("close", () => {
      const status = response.writableFinished ? response.statusCode : "aborted";
      const line = { requestId, method, url: withoutKeys(originalUrl), status, ms: since(began) };
      if (response.locals.isStream === true) logger.debug(line, "stream");
      else if (status === "aborted" || status >= 500) logger.warn(line, "request");
      else if (quietPaths.has(request.path)) logger.debug(line, "request");
      else logger.info(line, "request");
    });
    next();
  };
}

/** Hides the query, since tools that cannot set headers put their key there. */
export function withoutKeys(url: string): string {
  const [whole = "", query] = url.split("?", 2);
  // A proposal's link is all it takes to answer for the customer.
  const path = whole.replace(/^\/+approve\/+[^/]+/i, "/approve/***");
  if (query === undefined) return path;
  const names = [...new URLSearchParams(query).keys()];
  return `${path}?${names.map((name) => `${encodeURIComponent(name)}=***`).join("&")}`;
}

const since = (began: number): number => Math.round((performance.now() - began) * 10) / 10;
