import { condition } from "@temporalio/workflow";
import type { PendingTelling, Told } from "../../activities/messages/contract.ts";
import { type BegunRule, type IncidentMemory, isAloud } from "../../domain/incidents/state.ts";
import { alertStep, occurrenceOf, recoveryStep } from "../../domain/incidents/steps.ts";
import { isOperatorRecipient } from "../../domain/messages/operatorRecipient.ts";
import { ledger, telling } from "../activities.ts";
import type { UnderWay } from "../contract/incident.ts";
import { watchEscalation } from "./escalation.ts";
import { followBegun } from "./firstResponse.ts";
import { begin, chatOrder, type IncidentRun, inOrder, priorityOf } from "./incidentRun.ts";
import { mailInOrder } from "./mailing.ts";
import { follow } from "./operatorCalls.ts";
import { tellWhatIsTheirs } from "./operators.ts";
import { endClosed } from "./resolve.ts";
import { isStillToBeJudged, startSlo } from "./slo.ts";
import { tellPeople, tellRecovery } from "./tell.ts";

/** By then every attempt of the previous run has ended; each takes at most 90 s. */
const triesEnd = "95s";

/** Resumes watching the SLO and the escalation of each rule that was begun (R3.1b, R5.3.2). */
export function watchOn(run: IncidentRun): void {
  if (!isAloud(run.memory)) {
    if (isStillToBeJudged(run)) startSlo(run);
    return;
  }
  startSlo(run);
  for (const { handling } of run.memory.begunRules) watchEscalation(run, handling);
}

/**
 * Resumes what the previous run left unfinished. The ledger holds each step's outcome, so repeating a step
 * tells, rings or runs only what is still to be done.
 */
export function takeUp(run: IncidentRun, { runs }: Pick<UnderWay, "runs">): void {
  for (const one of runs) followBegun(run, one);
  for (const call of run.memory.unsettledCalls) follow(run, call);
  const before = run.memory;
  begin(run, "前の実行からの引き継ぎ", async () => {
    if (await condition(() => run.resolving !== null, triesEnd)) return;
    const { closed, ...told } = await ledger.readTold.executeWithOptions({ summary: "送信の記録を読む" }, [
      { incident: run.opening.number },
    ]);
    if (closed === true) return endClosed(run);
    const { occurrence, firing } = run.memory;
    // A change since then has already started its own notifications.
    const isAsBefore = occurrence === before.occurrence && firing === before.firing;
    const again = isAsBefore ? stepsMailedAgain(before) : [];
    for (const { channel, recipient, steps } of told.pending)
      for (const step of steps)
        if (channel === "chat" || !again.includes(step)) tellOn(run, { channel, recipient, step });
    if (!isAsBefore || occurrence === 0) return;
    for (const step of told.operatorsSteps) run.takenUp.add(step);
    tellAgain(run, before.begunRules);
  });
}

/** Steps that are told again to all their recipients; their pending mails go out that way. */
function stepsMailedAgain({ occurrence, firing, triage, begunRules }: IncidentMemory): string[] {
  if (!firing) return [recoveryStep(occurrence)];
  return triage ? [] : begunRules.map(({ handling }) => alertStep(occurrence, handling.rule));
}

function tellAgain(run: IncidentRun, begunRules: readonly BegunRule[]): void {
  const { firing, silenced, triage, recoveryAlert } = run.memory;
  if (silenced === true) return;
  if (!firing) tellRecovery(run, recoveryAlert);
  for (const begun of firing ? begunRules : []) {
    tellWhatIsTheirs(run, begun.handling);
    if (!triage) tellPeople(run, begun);
  }
}

/** Sends what was stored then, in the recipient's order and before anything new. */
function tellOn(
  run: IncidentRun,
  { channel, recipient, step }: Omit<PendingTelling, "steps"> & { step: string },
): void {
  run.takenUp.add(step);
  const { what, send, whole } = sendingOn(run, { channel, recipient, steps: [step] });
  const occurrence = occurrenceOf(step) ?? 0;
  const isResponse = step !== recoveryStep(occurrence);
  begin(run, `${recipient} への送信の続き`, async () => {
    if (isOperatorRecipient(recipient)) await run.withdrawable.run(whole);
    else if (channel === "chat") await inOrder(run, chatOrder(recipient), whole);
    else await mailInOrder(run, { what, occurrence, isResponse, send });
  });
}

function sendingOn(run: IncidentRun, pending: PendingTelling) {
  const what = `送信の続き: ${pending.recipient}`;
  const send = (tries: { firstTry: boolean }): Promise<Told> =>
    telling.sendPending.executeWithOptions({ summary: what, priority: priorityOf(run) }, [
      { incident: run.opening.number, ...pending, ...tries },
    ]);
  return { what, send, whole: () => send({ firstTry: false }) };
}
