import { type RequestHandler, type Response, Router } from "express";
import { z } from "zod";
import { DomainError, type FieldError } from "../../domain/errors.ts";
import { fieldPath } from "../../domain/fieldPath.ts";
import { say } from "../../domain/say.ts";
import { comeAgain, errorHandler, onlyPost } from "../http/errorHandler.ts";
import { jsonBody } from "../http/jsonBody.ts";
import { type Problem, retryLater } from "../http/problem.ts";
import { limitUnderWay } from "../http/underWay.ts";
import { adapters } from "./adapters/index.ts";
import { unknownEventsBudgets } from "./budgets.ts";
import { type IntakeDeps, takeDelivery } from "./delivery.ts";
import type { Pace } from "./pace.ts";
import { assertKind, sourceOf, sourceWithKey } from "./sourceKey.ts";

/** PagerDuty's own limit. */
const longestEventBytes = 512 * 1024;
const { path, read } = adapters.pagerduty;
const keyed = z.object({ routing_key: z.string() });

/** What all routes of the intake share. */
interface Shared {
  stranger: RequestHandler;
  known: RequestHandler;
  pace: Pace;
}

/**
 * PagerDuty's Events API v2, with the answers that its clients parse. The key is in the body or in
 * `X-Routing-Key`; the header names the source before anything is read.
 */
export function pagerdutyRouter(deps: IntakeDeps, { stranger, known, pace }: Shared): Router {
  const router = Router();
  const readingUnknown = limitUnderWay(...unknownEventsBudgets());
  const identify = async (key: string, response: Response) => {
    const source = await sourceWithKey(deps.db, key, response);
    if (source === null) throw refused([{ path: "routing_key", message: "is not a key of a source" }]);
    assertKind(source, "pagerduty");
    response.locals.source = source;
  };
  const byHeader: RequestHandler = async (request, response, next) => {
    const key = request.get("x-routing-key");
    if (key === undefined) return readingUnknown(request, response, next);
    await identify(key.trim(), response);
    known(request, response, next);
  };
  const byBody: RequestHandler = async (request, response, next) => {
    if (response.locals.source !== undefined) return next();
    await identify(keyed.safeParse(request.body).data?.routing_key ?? "", response);
    known(request, response, next);
  };
  const body = jsonBody({ limitBytes: longestEventBytes });
  router.post(path, stranger, byHeader, body, byBody, async (request, response) => {
    const source = sourceOf(response);
    pace(source, 1, deps.clock(), response);
    const event = read(request.body);
    if (!("alert" in event))
      throw refused(event.issues.map((issue) => ({ ...issue, path: fieldPath(issue.path) })));
    const { alert } = event;
    const answer = () => ({ status: "success", message: "Event processed", dedup_key: alert.key });
    await takeDelivery(deps, request, response, { source, alerts: [alert], answer });
  });
  router.all(path, onlyPost);
  router.use(path, comeAgain, errorHandler(deps.logger, sendAsPagerDuty));
  return router;
}

const refused = (errors: readonly FieldError[]): DomainError =>
  new DomainError("invalid_alert", "Event object is invalid", { errors });

/** `errors` are texts, which PagerDuty's clients print: Alertmanager and pdpyras read nothing else. */
function sendAsPagerDuty(response: Response, { status, code, detail, errors = [] }: Problem): void {
  retryLater(response, status);
  const invalid = status === 400;
  const words = say(detail, "en");
  response.status(status).json({
    status: invalid ? "invalid event" : "error",
    message: invalid ? "Event object is invalid" : words,
    errors:
      errors.length === 0 ? [words] : errors.map(({ path, message }) => `'${path}' ${say(message, "en")}`),
    code,
  });
}
