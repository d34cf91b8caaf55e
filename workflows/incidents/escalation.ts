import { condition } from "@temporalio/workflow";
import { viewOperatorCalls } from "../../domain/calls/operators/list.ts";
import { escalationEvents } from "../../domain/incidents/events.ts";
import type { Handling } from "../../domain/incidents/handling.ts";
import { escalationReasons as reasons } from "../../domain/incidents/reasons.ts";
import { isAloud } from "../../domain/incidents/state.ts";
import { escalationStep } from "../../domain/incidents/steps.ts";
import type { SaidBy } from "../../domain/people/actor.ts";
import type { Text } from "../../domain/words/phrase.ts";
import { people, telling } from "../activities.ts";
import { happensBefore } from "../kit/moments.ts";
import { hearing } from "./hearing.ts";
import { begin, type IncidentRun, priorityOf, tellFault } from "./incidentRun.ts";
import { mailInOrder } from "./mailing.ts";
import { nextVersion, tellNextCall } from "./operatorCallList.ts";
import { isAcknowledged } from "./situation.ts";

/** Why the escalation begins, for the timeline and the mail. */
export interface Cause {
  actor: SaidBy | null;
  reason: Text;
}

/** Escalates at once if the rule notifies nobody, else after its time without recovery or acknowledgement. */
export function startEscalation(run: IncidentRun, handling: Handling): void {
  if (handling.escalation?.atOnce) startEscalationAtOnce(run, handling);
  else watchEscalation(run, handling);
}

export function startEscalationAtOnce(run: IncidentRun, handling: Handling): void {
  if (!handling.escalation?.atOnce) return;
  begin(run, "エスカレーション", async () => {
    await escalateBy(run, handling, { actor: null, reason: reasons.noNotification() });
  });
}

/** Also called when the incident continued as new. */
export function watchEscalation(run: IncidentRun, handling: Handling): void {
  const minutes = handling.escalation?.afterMinutes ?? null;
  if (minutes === null) return;
  escalateInTime(run, handling, minutes).catch((fault: unknown) =>
    tellFault(run, "エスカレーションの監視", fault),
  );
}

async function escalateInTime(run: IncidentRun, handling: Handling, minutes: number): Promise<void> {
  const { occurrence, occurrenceAt } = run.memory;
  const over = (): boolean =>
    run.memory.occurrence !== occurrence ||
    !isAloud(run.memory) ||
    run.resolving !== null ||
    hasBegun(run, handling);
  const due = occurrenceAt + minutes * 60_000;
  let hasLapsed = false;
  while (await happensBefore(hearing(run), () => over() || isAcknowledged(run), due)) {
    // If the level rises above the acknowledged one, the watch resumes (R5.1c).
    await condition(() => over() || !isAcknowledged(run));
    if (over()) return;
    hasLapsed = true;
  }
  const reason = hasLapsed ? reasons.lapsed({ minutes }) : reasons.inTime({ minutes });
  begin(run, "エスカレーション", async () => {
    const { operatorCalls } = run.memory;
    await escalateBy(run, handling, { actor: null, reason });
    tellNextCall(run, operatorCalls);
  });
}

export const hasBegun = (run: IncidentRun, { rule }: Handling): boolean =>
  rule !== null && run.memory.escalatedRules.includes(rule);

/** Mails what was tried and opens the operators' call list (R5.3.2), once per rule and occurrence. */
export async function escalateBy(run: IncidentRun, handling: Handling, cause: Cause): Promise<void> {
  const { rule, escalation } = handling;
  if (rule === null || escalation === null || hasBegun(run, handling)) return;
  const { number } = run.opening;
  const { occurrence, operatorCalls } = run.memory;
  const open = operatorCalls !== null && viewOperatorCalls(operatorCalls).state === "running";
  const list = escalation.operatorCalls;
  const opened = open || list === null ? operatorCalls : { ...list, results: [], stopped: null };
  run.memory = {
    ...run.memory,
    escalatedRules: [...run.memory.escalatedRules, rule],
    escalatedBy: cause.actor?.by ?? null,
    operatorCalls: opened,
  };
  const view = opened === null ? null : viewOperatorCalls(opened);
  const begun = { rule, reason: cause.reason, calls: view !== null && !open };
  const written = { operatorCalls: view, version: nextVersion(run) };
  await people.recordEscalation.executeWithOptions({ summary: "エスカレーションを記録" }, [
    {
      incident: number,
      occurrence,
      event: escalationEvents.begun(begun),
      actor: cause.actor,
      ...written,
      at: Date.now(),
    },
  ]);
  const to = escalation.mailTo;
  if (to.length === 0) return;
  const order = { incident: number, step: escalationStep(occurrence, rule), to, reason: cause.reason };
  sendEscalationMail(run, order);
}

export function sendEscalationMail(
  run: IncidentRun,
  order: Omit<Parameters<typeof telling.sendEscalationMail>[0], "firstTry">,
): void {
  const { occurrence } = run.memory;
  begin(run, "エスカレーションのメール", async () => {
    const what = `エスカレーションのメール: ${order.to.join(", ")}`;
    await mailInOrder(run, {
      what,
      occurrence,
      isResponse: true,
      send: (tries) =>
        telling.sendEscalationMail.executeWithOptions({ summary: what, priority: priorityOf(run) }, [
          { ...order, ...tries },
        ]),
    });
  });
}
