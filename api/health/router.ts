import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { Router } from "express";
import type { z } from "zod";
import type { Database } from "../../db/connect.ts";
import { lastHeartbeat } from "../../db/queries/heartbeats.ts";
import type { readinessSchema } from "./schemas.ts";

export interface HealthDependencies {
  db: Database;
  clock: () => Date;
  /** Rejects when Temporal does not answer. */
  checkTemporal: () => Promise<unknown>;
}

/** A part that has not answered by then counts as down. */
const longestCheckMs = 2_000;
/** Workers write a heartbeat every few seconds. */
const longestSilenceMs = 10_000;

type Part = z.infer<typeof readinessSchema>["parts"]["database"];

/** Needs no login and shows nobody's data. */
export function healthRouter(deps: HealthDependencies): Router {
  const router = Router();
  router.get("/healthz", (_request, response) => {
    response.set("Cache-Control", "no-store").json({ status: "alive" });
  });
  router.get("/readyz", async (_request, response) => {
    const [database, temporal, worker] = await Promise.all([
      check(async () => deps.db.execute(sql`select 1`)),
      check(deps.checkTemporal),
      check(() => assertWorkerLives(deps)),
    ]);
    const ready = [database, temporal, worker].every((part) => part === "ok");
    const answer: z.infer<typeof readinessSchema> = {
      status: ready ? "ready" : "not ready",
      parts: { database, temporal, worker },
    };
    response
      .status(ready ? 200 : 503)
      .set("Cache-Control", "no-store")
      .json(answer);
  });
  return router;
}

async function assertWorkerLives({ db, clock }: HealthDependencies): Promise<void> {
  const at = await lastHeartbeat(db);
  if (at === null || clock().getTime() - at.getTime() > longestSilenceMs) throw new Error("no worker");
}

/** What failed stays inside: an error's text may name hosts. */
async function check(part: () => Promise<unknown>): Promise<Part> {
  const answered = new AbortController();
  const answer = Promise.resolve()
    .then(part)
    .then((): Part => "ok")
    .catch((): Part => "down")
    .finally(() => answered.abort());
  const late = sleep(longestCheckMs, "no answer" as const, { signal: answered.signal }).catch(() => answer);
  return Promise.race([answer, late]);
}
