import { type RequestHandler, Router } from "express";
import type { SourceKind } from "../../domain/alerts/alert.ts";
import { comeAgain, onlyPost } from "../http/errorHandler.ts";
import { bytesBody } from "../http/jsonBody.ts";
import { limitUnderWay } from "../http/underWay.ts";
import type { Adapter } from "./adapters/adapter.ts";
import { adapters } from "./adapters/index.ts";
import { sourcesBudgets, strangersBudgets } from "./budgets.ts";
import { type IntakeDeps, takeDelivery } from "./delivery.ts";
import { type Pace, pacePerSource } from "./pace.ts";
import { pagerdutyRouter } from "./pagerdutyRouter.ts";
import { readAlerts } from "./readAlerts.ts";
import { identifySource, sourceOf } from "./sourceKey.ts";

const longestBodyBytes = 10 * 1024 * 1024;

/** The addresses that monitoring tools post to. Everything answered with 202 is stored (R5.1a, R4.3.2). */
export function intakeRouter(deps: IntakeDeps): Router {
  const router = Router();
  const stranger = limitUnderWay(...strangersBudgets());
  const known = limitUnderWay(...sourcesBudgets());
  const pace = pacePerSource();
  const { pagerduty: _, ...tools } = adapters;
  for (const [kind, adapter] of Object.entries(tools) as [SourceKind, Adapter][]) {
    router.post(
      adapter.path,
      stranger,
      identifySource(deps.db, kind),
      known,
      bytesBody({ limitBytes: longestBodyBytes }),
      takeAlerts(deps, adapter, pace),
    );
    router.all(adapter.path, onlyPost);
  }
  router.use(pagerdutyRouter(deps, { stranger, known, pace }));
  router.use("/intake", comeAgain);
  return router;
}

function takeAlerts(deps: IntakeDeps, adapter: Adapter, pace: Pace): RequestHandler {
  return async (request, response) => {
    const source = sourceOf(response);
    const mayCome = (count: number) => pace(source, count, deps.clock(), response);
    const body: Buffer = request.body ?? Buffer.alloc(0);
    const { alerts, count } = await readAlerts(adapter, body, mayCome);
    const answer = (ids: number[]) => ({ accepted: ids.slice(0, count).map((alert) => ({ alert })) });
    await takeDelivery(deps, request, response, { source, alerts, answer });
  };
}
