import type { RequestHandler } from "express";
import { Histogram, type Registry } from "prom-client";

/**
 * Measures every request by its route as written, not by its address: numbers and unknown paths would each
 * make a series. Mounted before everything else.
 */
export function httpDurations(registry: Registry): RequestHandler {
  const durations = new Histogram({
    name: "toban_http_request_duration_seconds",
    help: "Duration of HTTP requests, by route.",
    labelNames: ["method", "route", "status"],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  return (request, response, next) => {
    const stop = durations.startTimer();
    response.once("close", () => {
      if (response.locals.isStream === true) return;
      const route = request.route as { path: unknown } | undefined;
      stop({
        method: request.method,
        // A pattern that matches every address, as for the console's page, does not count as a route.
        route: typeof route?.path === "string" ? `${request.baseUrl}${route.path}` : "unmatched",
        // The client left before the answer: 499, as in nginx.
        status: response.writableFinished ? response.statusCode : 499,
      });
    });
    next();
  };
}
