import { condition, patched } from "@temporalio/workflow";
import type { PendingTelling, Told } from "../../activities/telling/contract.ts";
import { alertStep, operatorsStep, recoveryStep } from "../../domain/incident/steps.ts";
import { ledger, telling } from "../activities.ts";
import type { UnderWay } from "../contract/incident.ts";
import { watchEscalation } from "./escalation.ts";
import { followBegun } from "./firstResponse.ts";
import { mailInOrder } from "./mailing.ts";
import { follow } from "./operatorCalls.ts";
import { tellOperators } from "./operators.ts";
import { endClosed } from "./resolve.ts";
import { begin, chatOrder, type IncidentRun, inOrder, noteResponse, priorityOf } from "./run.ts";
import { startSlo } from "./slo.ts";
import { tellPeople, tellRecovery } from "./tell.ts";

/** What the run before was sending at its end is over by then: a try lasts 90 s at most. */
const triesEnd = "95s";

/** The promise and the escalation of each rule that was begun are watched on (R3.1b, R5.3.2). */
export function watchOn(run: IncidentRun): void {
  if (!run.memory.firing) return;
  startSlo(run);
  const begun = run.memory.begunRules.map(({ handling }) => handling);
  // An earlier version carried the rule that matched last alone.
  const knows = begun.some(({ rule }) => rule === run.handling.rule);
  const isTold = run.handling.rule !== null && run.memory.toldRules.includes(run.handling.rule);
  for (const handling of knows || (begun.length > 0 && !isTold) ? begun : [...begun, run.handling])
    watchEscalation(run, handling);
}

/**
 * Takes up what the run before had begun and not brought to its end. Every step stands in the ledger with what became of
 * it, so that asking for it again tells, rings and runs only what is still to be done.
 */
export function takeUp(run: IncidentRun, { runs }: Pick<UnderWay, "runs">): void {
  for (const one of runs) followBegun(run, one);
  for (const call of run.memory.unsettledCalls) follow(run, call);
  const { occurrence } = run.memory;
  begin(run, "前の実行からの引き継ぎ", async () => {
    if (await condition(() => run.resolving !== null, triesEnd)) return;
    const { pending, operatorsSteps, closed } = await ledger.readTold.executeWithOptions(
      { summary: "送信の記録を読む" },
      [{ incident: run.opening.number }],
    );
    if (closed === true) return endClosed(run);
    const again = new Set([
      recoveryStep(occurrence),
      ...run.memory.begunRules.map(({ handling }) => alertStep(occurrence, handling.rule)),
    ]);
    for (const one of pending) tellOn(run, { ...one, steps: one.steps.filter((step) => !again.has(step)) });
    for (const step of operatorsSteps) run.takenUp.add(step);
    // What came since has begun what there is to tell by itself.
    if (run.memory.occurrence === occurrence) tellAgain(run);
    else for (const step of operatorsSteps) run.takenUp.delete(step);
  });
}

function tellAgain(run: IncidentRun): void {
  const { firing, triage, begunRules, occurrence } = run.memory;
  if (!firing) tellRecovery(run, run.memory.recoveryAlert);
  if (!firing) return;
  for (const begun of begunRules) {
    const { operators, firstResponse = null } = begun.handling;
    if (operators !== null && !run.takenUp.has(operatorsStep(occurrence, operators)))
      tellOperators(run, operators, operators === "runbook-start" ? (firstResponse?.runbook ?? null) : null);
    if (!triage) tellPeople(run, begun);
  }
}

/**
 * To one recipient in the order in which it was begun, and before what they are told from now on: what was written down then
 * is what is sent.
 */
function tellOn(run: IncidentRun, { channel, recipient, steps }: PendingTelling): void {
  if (steps.length === 0) return;
  for (const step of steps) run.takenUp.add(step);
  const { occurrence } = run.memory;
  const what = `送信の続き: ${recipient}`;
  const send = (tries: { firstTry: boolean }): Promise<Told> =>
    telling.sendPending.executeWithOptions({ summary: what, priority: priorityOf(run) }, [
      { incident: run.opening.number, channel, recipient, steps, ...tries },
    ]);
  const whole = () => send({ firstTry: false });
  const isCustomers = !recipient.startsWith("operators:");
  begin(run, `${recipient} への送信の続き`, async () => {
    if (isCustomers && patched("taken-up-in-order")) {
      if (channel === "chat") await inOrder(run, chatOrder(recipient), whole);
      else await mailInOrder(run, { what, occurrence, isResponse: true, send });
      return;
    }
    const { sent } = await run.withdrawable.run(whole);
    if (sent > 0 && channel === "mail" && isCustomers) noteResponse(run, run.memory.occurrence);
  });
}
