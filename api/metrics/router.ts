import { Router } from "express";
import { Gauge, type Registry } from "prom-client";
import type { Database } from "../../db/connect.ts";
import { ledgerCounts } from "../../db/metrics.ts";
import { ledgerMetrics, marginBounds } from "./ledgerMetrics.ts";

export interface MetricsDeps {
  db: Database;
  clock: () => Date;
  /** Also holds what this process measures about itself (`httpDurations`). */
  registry: Registry;
}

/** Concurrent scrapes share one query. */
const freshForMilliseconds = 2_000;

/** Needs no login and shows no customer's name. */
export function metricsRouter({ db, clock, registry }: MetricsDeps): Router {
  const ledger = ledgerMetrics(registry);
  const readCounts = ledgerCounts();
  const up = new Gauge({
    name: "toban_database_up",
    help: "1 while the database answers; what it counts is from its last answer.",
    registers: [registry],
  });
  let look: { at: number; done: Promise<void> } | null = null;

  async function lookIntoDatabase(): Promise<void> {
    try {
      ledger.show(await readCounts(db, marginBounds), clock());
      up.set(1);
    } catch {
      up.set(0);
    }
  }

  const router = Router();
  router.get("/metrics", async (_request, response) => {
    const now = clock().getTime();
    if (look === null || now - look.at >= freshForMilliseconds) look = { at: now, done: lookIntoDatabase() };
    await look.done;
    response.set("Content-Type", registry.contentType).set("Cache-Control", "no-store");
    response.send(await registry.metrics());
  });
  return router;
}
