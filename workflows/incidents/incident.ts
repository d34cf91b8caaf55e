import { allHandlersFinished, condition, continueAsNew } from "@temporalio/workflow";
import { ledger } from "../activities.ts";
import type { IncidentInput } from "../contract/incident.ts";
import { hasHappened } from "../kit/moments.ts";
import { acceptKey } from "./acknowledgement.ts";
import { hearing } from "./hearing.ts";
import { beginRun, type IncidentRun } from "./incidentRun.ts";
import { listenToMachines } from "./messages.ts";
import { carriedOn, mayMoveOn } from "./moveOn.ts";
import { rebuild } from "./rebuild.ts";
import { closeResolved, endClosed } from "./resolve.ts";
import { followForgotten } from "./ring.ts";
import { isPromiseOpen } from "./slo.ts";
import { takeIn } from "./takeIn.ts";
import { takeUp, watchOn } from "./takeUp.ts";
import { listenToPeople } from "./updates.ts";
import { show } from "./view.ts";

/**
 * One incident, from its first alert to its closing (R5.1b-e). It takes in alerts, notifies people by the
 * rule, carries out operators' orders and watches the 15-minute target. It closes when the alert has
 * recovered and nothing is left to do, or when an operator resolves it.
 */
export async function incident(input: IncidentInput): Promise<{ closed: string }> {
  const run = beginRun(input);
  listenToMachines(run);
  listenToPeople(run);
  if (input.rebuild !== null && !(await rebuild(run, input.rebuild))) return await endUnneeded(run);
  if (input.carried !== null) {
    watchOn(run);
    if (input.carried.underWay !== null) takeUp(run, input.carried.underWay);
  }
  for (;;) {
    const closing = await nextTurn(run);
    run.takingIn = true;
    for (const alert of run.inbox.splice(0)) await takeIn(run, alert);
    for (const key of run.keys.splice(0)) await acceptKey(run, key);
    run.takingIn = false;
    show(run);
    if (run.resolving !== null && (await closeResolved(run, run.resolving)))
      return await end(run, "resolved");
    if (closing !== null && (await close(run, closing))) return await end(run, closing);
    if (mayMoveOn(run)) await continueAsNew<typeof incident>(carriedOn(run));
  }
}

type Closing = "recovered" | "quiet";

/**
 * Waits until something arrives, or until nothing is left to do and returns why the incident may close. Also
 * returns when the basis of the wait changes: an operator assigns a rule with its own closing time, or a job
 * that kept the run from continuing as new ends.
 */
async function nextTurn(run: IncidentRun): Promise<Closing | null> {
  const until = quietAt(run);
  const changed = (): boolean => quietAt(run) !== until || mayMoveOn(run);
  const news = (): boolean => came(run) || changed();
  const idle = (): boolean => run.underWay.size === 0;
  if (!run.memory.firing) {
    await condition(() => news() || (hasRecovered(run) && idle()));
    if (!came(run) && hasRecovered(run) && idle()) return "recovered";
  } else if (until === null) await condition(news);
  else if (!(await condition(news, Math.max(1, until - Date.now())))) {
    // Silence is not a response: the incident stays open until somebody was told or the breach is recorded.
    await condition(() => news() || (idle() && !isPromiseOpen(run)));
    // An accepted repeat keeps the incident open, even if this run has not received it yet.
    if (!news()) await hasHappened(hearing(run), news);
    if (!news()) return "quiet";
  }
  return null;
}

const came = (run: IncidentRun): boolean =>
  run.inbox.length > 0 || run.keys.length > 0 || run.resolving !== null;

/** When an alarm without recovery counts as over (R5.1e); null: only a recovery closes it. */
function quietAt({ memory, handling }: IncidentRun): number | null {
  const { closeAfterMinutes } = handling;
  if (!memory.firing || memory.triage || closeAfterMinutes === null) return null;
  return memory.lastFiringAt + closeAfterMinutes * 60_000;
}

/** An incident that recovers in triage waits for a person (R5.1e). */
const hasRecovered = (run: IncidentRun): boolean =>
  run.memory.occurrence > 0 && !run.memory.firing && !run.memory.triage;

/** Fails to close while an alert of this incident is still on its way by signal; that alert is awaited. */
async function close(run: IncidentRun, why: Closing): Promise<boolean> {
  const { number } = run.opening;
  const order = { incident: number, seenUpTo: run.memory.seenUpTo, why, at: Date.now() };
  const closing = await ledger.closeIncident.executeWithOptions({ summary: "終了を記録" }, [order]);
  followForgotten(run, closing);
  if (!closing.closed) await condition(() => run.inbox.length > 0, "5s");
  return closing.closed;
}

async function end(run: IncidentRun, reason: string): Promise<{ closed: string }> {
  show(run, "closed");
  // After an operator closes the incident, a call in progress ends by itself and its outcome is recorded.
  await condition(() => allHandlersFinished() && run.underWay.size === 0);
  return { closed: reason };
}

/** The incident was closed after the old run ended and before this one began. */
async function endUnneeded(run: IncidentRun): Promise<{ closed: string }> {
  endClosed(run);
  run.rebuilding = false;
  await condition(allHandlersFinished);
  return { closed: "before" };
}
