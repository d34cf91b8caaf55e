import { workflowInfo } from "@temporalio/workflow";
import type { RebuiltKey } from "../../domain/incidents/rebuilt.ts";
import { type AlertMessage, isAloud } from "../../domain/incidents/state.ts";
import { ledger, rows } from "../activities.ts";
import type { Rebuilding } from "../contract/incident.ts";
import { startEscalationAtOnce } from "./escalation.ts";
import { startFirstResponse } from "./firstResponse.ts";
import type { IncidentRun } from "./incidentRun.ts";
import { followRing } from "./ring.ts";
import { takeUp, watchOn } from "./takeUp.ts";

/**
 * Rebuilds from the rows what an earlier run of this incident knew, and resumes its work. Returns false if
 * the incident was closed in the meantime; then there is nothing to do.
 */
export async function rebuild(run: IncidentRun, { before }: Rebuilding): Promise<boolean> {
  const incident = run.opening.number;
  const known = await rows.rebuildIncident.executeWithOptions({ summary: "記録から状態を復元" }, [
    { incident, before },
  ]);
  if (known === null) return false;
  const { memory, handling, slo, calls } = known;
  run.memory = memory;
  run.handling = handling;
  run.slo = slo;
  for (const call of calls.ended) run.endedCalls.add(call);
  for (const call of calls.won) run.wonCalls.add(call);
  await readWhatWaits(run, before, known.keys);
  await ledger.recordRebuilt({ incident, run: workflowInfo().runId, at: Date.now() });
  run.rebuilding = false;
  watchOn(run);
  beginOn(run);
  for (const ring of calls.open) followRing(run, ring);
  takeUp(run, known);
  return true;
}

/** Queues what the lost run received but did not work on, ahead of what has arrived since. */
async function readWhatWaits(run: IncidentRun, before: number | null, keys: RebuiltKey[]): Promise<void> {
  const incident = run.opening.number;
  const waiting: AlertMessage[] = [];
  for (;;) {
    const after = waiting.at(-1)?.sequence ?? run.memory.seenUpTo;
    const order = { incident, before, after };
    const alerts = await rows.alertsAfter.executeWithOptions({ summary: "届いていたアラートを読む" }, [
      order,
    ]);
    if (alerts.length === 0) break;
    waiting.push(...alerts);
  }
  run.inbox.unshift(...waiting);
  run.keys.unshift(...keys.map((key) => ({ ...key, incident, digit: "1", wins: true })));
}

/** Begins the escalation and runbook of begun rules, in case the old run ended before these had a row. */
function beginOn(run: IncidentRun): void {
  const { triage, begunRules } = run.memory;
  if (!isAloud(run.memory) || triage) return;
  for (const { handling } of begunRules) {
    startEscalationAtOnce(run, handling);
    startFirstResponse(run, handling);
  }
}
