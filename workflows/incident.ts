import { allHandlersFinished, condition, continueAsNew, patched, workflowInfo } from "@temporalio/workflow";
import { freshMemory } from "../domain/incident/state.ts";
import { ledger } from "./activities.ts";
import type { AlertSignal, IncidentInput } from "./contract/incident.ts";
import { acceptKey } from "./incident/acknowledgement.ts";
import { watchEscalation } from "./incident/escalation.ts";
import { listenToMachines } from "./incident/messages.ts";
import { closeResolved } from "./incident/resolve.ts";
import { beginRun, type IncidentRun } from "./incident/run.ts";
import { startSlo } from "./incident/slo.ts";
import { takeIn } from "./incident/takeIn.ts";
import { listenToPeople } from "./incident/updates.ts";
import { show } from "./incident/view.ts";

/** Below Temporal's own suggestion (4,096), so that a burst of signals still fits. */
const longestHistoryEvents = 3_000;

/**
 * One incident, from its first alert to its closing (R5.1b-e). It takes alerts in as they come, tells people what the
 * rule orders, does what operators order, keeps the 15 minutes in view, and closes when it has recovered and nothing is
 * left to do, or when an operator says that it is done with.
 */
export async function incident(input: IncidentInput): Promise<{ closed: string }> {
  const run = beginRun(input);
  listenToMachines(run);
  listenToPeople(run);
  if (input.carried !== null && run.memory.firing) {
    startSlo(run);
    watchEscalation(run, run.handling);
  }
  for (;;) {
    const closing = await nextTurn(run);
    run.takingIn = true;
    for (const signal of run.inbox.splice(0)) await takeIn(run, signal);
    for (const key of run.keys.splice(0)) await acceptKey(run, key);
    run.takingIn = false;
    show(run);
    if (run.resolving !== null && (await closeResolved(run, run.resolving)))
      return await end(run, "resolved");
    if (closing !== null && (await close(run, closing))) return await end(run, closing);
    if (run.overtaken) return await end(run, "closed before");
    if (hasGrownLong(run)) await continueAsNew<typeof incident>(carriedOn(run));
  }
}

type Closing = "recovered" | "quiet";

/**
 * Waits until something came in, or until nothing is left to do: then says why it may close. A rule that an operator
 * assigns meanwhile brings a time of its own to close at: the wait is computed anew.
 */
async function nextTurn(run: IncidentRun): Promise<Closing | null> {
  for (;;) {
    const until = quietAt(run);
    const changed = (): boolean => quietAt(run) !== until;
    const closing = await waitForNews(run, until, changed);
    if (closing !== null || came(run)) return closing;
    // A run of before this was known goes on as its history says, until something comes in.
    if (!patched("waits-are-computed-anew")) {
      await condition(() => came(run));
      return null;
    }
  }
}

const came = (run: IncidentRun): boolean =>
  run.inbox.length > 0 || run.keys.length > 0 || run.resolving !== null || run.overtaken;

/** When an alarm that never recovers is taken to be over (R5.1e); null: only a recovery closes it. */
function quietAt({ memory, handling }: IncidentRun): number | null {
  const { closeAfterMinutes } = handling;
  if (!memory.firing || memory.triage || closeAfterMinutes === null) return null;
  return memory.lastFiringAt + closeAfterMinutes * 60_000;
}

/** null: something came in, or what the wait was computed from has changed. */
async function waitForNews(
  run: IncidentRun,
  until: number | null,
  changed: () => boolean,
): Promise<Closing | null> {
  const news = (): boolean => came(run) || changed();
  const idle = (): boolean => run.underWay.size === 0;
  if (!run.memory.firing) {
    await condition(() => came(run) || (hasRecovered(run) && idle()));
    return came(run) ? null : "recovered";
  }
  if (until === null) {
    await condition(news);
    return null;
  }
  if (await condition(news, Math.max(1, until - Date.now()))) return null;
  await condition(() => news() || idle());
  return news() ? null : "quiet";
}

/** Recovered in triage waits for a person (R5.1e). */
const hasRecovered = (run: IncidentRun): boolean =>
  run.memory.occurrence > 0 && !run.memory.firing && !run.memory.triage;

/** Fails to close where an alert is bound to it whose signal is still on its way: that one is waited for. */
async function close(run: IncidentRun, reason: "recovered" | "quiet"): Promise<boolean> {
  const { number } = run.opening;
  const order = { incident: number, seenUpTo: run.memory.seenUpTo, reason, at: Date.now() };
  const { closed } = await ledger.closeIncident.executeWithOptions({ summary: "終了を記録" }, [order]);
  if (!closed) await condition(() => run.inbox.length > 0, "5s");
  return closed;
}

/**
 * An earlier version gave all incidents of a key one id: an alert that opened the next may have come to this run, which then
 * goes on as that one.
 */
async function end(run: IncidentRun, reason: string): Promise<{ closed: string }> {
  show(run, "closed");
  // Closed by a person, a call under way still ends by itself, and its outcome is written down.
  await condition(() => allHandlersFinished() && run.underWay.size === 0);
  const next = run.forTheNext.find((signal) => signal.opening !== null)?.opening ?? null;
  if (next === null) return { closed: reason };
  return await continueAsNew<typeof incident>({
    opening: next,
    carried: {
      memory: freshMemory(next.level, next.detectedAt),
      handling: next.handling,
      slo: { detectedAt: next.detectedAt, responded: false, warned: false, breached: false },
      waiting: run.forTheNext.filter((signal) => signal.alert.incident === next.number),
    },
  });
}

/** Only between acts: a call in flight is never carried over. */
function hasGrownLong(run: IncidentRun): boolean {
  const { historyLength, continueAsNewSuggested } = workflowInfo();
  const long = continueAsNewSuggested || historyLength > longestHistoryEvents;
  return long && run.underWay.size === 0 && allHandlersFinished();
}

function carriedOn(run: IncidentRun): IncidentInput {
  const waiting: AlertSignal[] = [...run.inbox, ...run.forTheNext];
  const { memory, handling, slo } = run;
  return { opening: run.opening, carried: { memory, handling, slo, waiting } };
}
