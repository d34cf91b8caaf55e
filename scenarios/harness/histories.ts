import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { historyToJSON } from "@temporalio/common/lib/proto-utils.js";
import { Worker } from "@temporalio/worker";
import { globalHandlers } from "@temporalio/worker/lib/workflow/vm-shared.js";
import { inject } from "vitest";
import type { Engine } from "./engine.ts";
import { type About, incidentOf } from "./incidents.ts";

export const historiesFolder = fileURLToPath(new URL("../histories/", import.meta.url));

/** A run of a workflow in its committed form: JSON, without traces of the machine it was made on. */
export type SavedHistory = Record<string, unknown>;

/**
 * Replays an incident's workflow so far against today's code. `npm run histories` also saves the history
 * under this name if none is kept yet; from then on it must always replay.
 */
export async function mustReplay(engine: Engine, about: About, name: string): Promise<number> {
  const { workflowId } = await incidentOf(engine.database.db, about);
  return await workflowMustReplay(engine, workflowId, name);
}

export async function workflowMustReplay(engine: Engine, workflowId: string, name: string): Promise<number> {
  const history = await engine.temporal.client.workflow.getHandle(workflowId).fetchHistory();
  const saved = impersonal(JSON.parse(historyToJSON(history))) as SavedHistory;
  await replay(saved, workflowId);
  if (process.env.SAVE_HISTORIES === "1") {
    mkdirSync(historiesFolder, { recursive: true });
    const file = `${historiesFolder}${name}.json`;
    if (!existsSync(file)) writeFileSync(file, `${JSON.stringify(saved, null, 1)}\n`);
  }
  return history.events?.length ?? 0;
}

// A replay runs in this thread, where the SDK would from then on look at every promise of the process.
Object.assign(globalHandlers, { setPromiseHook: () => undefined });

export async function replay(history: SavedHistory, workflowId: string): Promise<void> {
  const workflowBundle = { code: inject("workflowBundle") };
  await Worker.runReplayHistory({ workflowBundle }, history, workflowId);
}

/** A committed history must not reveal who ran it, or where its code was. */
function impersonal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(impersonal);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "stackTrace")
      .map(([key, inner]) => [key, key === "identity" ? "worker" : impersonal(inner)]),
  );
}
