import { setTimeout as sleep } from "node:timers/promises";
import { Router } from "express";
import type { z } from "zod";
import type { Database } from "../../db/connect.ts";
import { sql } from "../../db/drizzle.ts";
import { lastHeartbeat } from "../../db/heartbeats.ts";
import type { readinessSchema } from "./schemas.ts";

export interface HealthDeps {
  db: Database;
  clock: () => Date;
  /** Rejects if Temporal does not answer. */
  checkTemporal: () => Promise<unknown>;
}

/** A part that takes longer counts as down. */
const longestCheckMilliseconds = 2_000;
/** Concurrent requests share one check. */
const freshForMilliseconds = 1_000;
/** Workers write a heartbeat every few seconds. */
const longestSilenceMilliseconds = 10_000;

type Readiness = z.infer<typeof readinessSchema>;
type Part = Readiness["parts"]["database"];

/** Says that this process is alive, without asking any other part. */
export function livenessRouter(): Router {
  const router = Router();
  router.get("/healthz", (_request, response) => {
    response.set("Cache-Control", "no-store").json({ status: "alive" });
  });
  return router;
}

/** Needs no login and shows no customer's data. */
export function readinessRouter(deps: HealthDeps): Router {
  let look: { at: number; done: Promise<Readiness> } | null = null;
  const router = Router();
  router.get("/readyz", async (_request, response) => {
    const now = deps.clock().getTime();
    if (look === null || now - look.at >= freshForMilliseconds) look = { at: now, done: readinessOf(deps) };
    const answer = await look.done;
    response
      .status(answer.status === "ready" ? 200 : 503)
      .set("Cache-Control", "no-store")
      .json(answer);
  });
  return router;
}

async function readinessOf(deps: HealthDeps): Promise<Readiness> {
  const [database, temporal, worker] = await Promise.all([
    check(async () => deps.db.execute(sql`select 1`)),
    check(deps.checkTemporal),
    check(() => assertWorkerLives(deps)),
  ]);
  const ready = [database, temporal, worker].every((part) => part === "ok");
  return { status: ready ? "ready" : "not ready", parts: { database, temporal, worker } };
}

async function assertWorkerLives({ db, clock }: HealthDeps): Promise<void> {
  const at = await lastHeartbeat(db);
  if (at === null || clock().getTime() - at.getTime() > longestSilenceMilliseconds)
    throw new Error("no worker");
}

/** Hides the error itself: its text may name hosts. */
async function check(part: () => Promise<unknown>): Promise<Part> {
  const answered = new AbortController();
  const answer = Promise.resolve()
    .then(part)
    .then((): Part => "ok")
    .catch((): Part => "down")
    .finally(() => answered.abort());
  const late = sleep(longestCheckMilliseconds, "no answer" as const, { signal: answered.signal }).catch(
    () => answer,
  );
  return Promise.race([answer, late]);
}
