import { type RequestHandler, type Response, Router } from "express";
import { z } from "zod";
import { DomainError } from "../../domain/errors.ts";
import { comeAgain, errorHandler, onlyPost } from "../http/errorHandler.ts";
import { jsonBody } from "../http/jsonBody.ts";
import { type Problem, retryLater } from "../http/problem.ts";
import { adapters } from "./adapters/index.ts";
import { type IntakeDependencies, takeDelivery } from "./delivery.ts";
import { assertKind, sourceWithKey } from "./sourceKey.ts";

/** PagerDuty's own limit. */
const longestEventBytes = 512 * 1024;
const { path, parse } = adapters.pagerduty;
const keyed = z.object({ routing_key: z.string() });

/** PagerDuty's Events API v2, in whose body the key stands, with the answers that its clients look into. */
export function pagerdutyRouter(deps: IntakeDependencies, underWay: RequestHandler): Router {
  const router = Router();
  router.post(path, underWay, jsonBody({ limitBytes: longestEventBytes }), async (request, response) => {
    const { data } = keyed.safeParse(request.body);
    const source = await sourceWithKey(deps.db, data?.routing_key ?? "", response);
    if (source === null)
      throw new DomainError("invalid_alert", "Event object is invalid", {
        errors: [{ path: "routing_key", message: "is not a key of a source" }],
      });
    assertKind(source, "pagerduty");
    const alerts = parse(request.body);
    const answer = () => ({ status: "success", message: "Event processed", dedup_key: alerts[0]?.key });
    await takeDelivery(deps, request, response, { source, alerts, answer });
  });
  router.all(path, onlyPost);
  router.use(path, comeAgain, errorHandler(deps.logger, sendAsPagerDuty));
  return router;
}

/** `errors` are texts, which its clients print: Alertmanager and pdpyras read nothing else. */
function sendAsPagerDuty(response: Response, { status, code, detail, errors = [] }: Problem): void {
  retryLater(response, status);
  const invalid = status === 400;
  response.status(status).json({
    status: invalid ? "invalid event" : "error",
    message: invalid ? "Event object is invalid" : detail,
    errors: errors.length === 0 ? [detail] : errors.map((error) => `'${error.path}' ${error.message}`),
    code,
  });
}
