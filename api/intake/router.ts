import { type RequestHandler, Router } from "express";
import type { SourceKind } from "../../domain/alert.ts";
import { comeAgain, onlyPost } from "../http/errorHandler.ts";
import { jsonBody } from "../http/jsonBody.ts";
import { limitUnderWay } from "../http/underWay.ts";
import type { Adapter } from "./adapters/adapter.ts";
import { adapters } from "./adapters/index.ts";
import { type IntakeDependencies, takeDelivery } from "./delivery.ts";
import { pagerdutyRouter } from "./pagerdutyRouter.ts";
import { identifySource, sourceOf } from "./sourceKey.ts";

const longestBodyBytes = 10 * 1024 * 1024;
/** An alert's body takes some ten times its size while it is read and stored. */
const limits = { requests: 1_000, bytes: 4 * longestBodyBytes, longestBodyBytes };

/** Where monitoring tools post to: whatever hears 202 here is stored (R5.1a, R4.3.2). */
export function intakeRouter(deps: IntakeDependencies): Router {
  const router = Router();
  const underWay = limitUnderWay(limits);
  const { pagerduty: _, ...tools } = adapters;
  for (const [kind, adapter] of Object.entries(tools) as [SourceKind, Adapter][]) {
    router.post(
      adapter.path,
      underWay,
      identifySource(deps.db, kind),
      jsonBody({ limitBytes: longestBodyBytes }),
      takeAlerts(deps, adapter),
    );
    router.all(adapter.path, onlyPost);
  }
  router.use(pagerdutyRouter(deps, underWay));
  router.use("/intake", comeAgain);
  return router;
}

function takeAlerts(deps: IntakeDependencies, adapter: Adapter): RequestHandler {
  return async (request, response) => {
    const source = sourceOf(response);
    const alerts = adapter.parse(request.body);
    const answer = (ids: number[]) => ({ accepted: ids.map((alert) => ({ alert })) });
    await takeDelivery(deps, request, response, { source, alerts, answer });
  };
}
