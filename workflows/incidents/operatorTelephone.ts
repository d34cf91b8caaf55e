import { condition } from "@temporalio/workflow";
import type { OperatorCallSeen } from "../../activities/calls/operatorContract.ts";
import { operatorCallReasonTexts } from "../../domain/calls/texts.ts";
import { requestAgainSeconds } from "../../domain/calls/timing.ts";
import { operatorCallTexts } from "../../domain/incidents/steeringTexts.ts";
import { saidTexts } from "../../domain/words/fields.ts";
import { people, placing, telephone } from "../activities.ts";
import { type IncidentRun, priorityOf } from "./incidentRun.ts";
import type { placeOf } from "./operatorCallList.ts";
import { refusal } from "./situation.ts";

/** How often a call that says nothing is looked up, and for how long at most. */
const lookSeconds = 60;
const longestSeconds = 2 * 60 * 60;

export interface OperatorCallOrder {
  contact: string;
  by: string;
  request: string;
  /** null: called by hand. */
  operatorPhone: string | null;
  placedAt: number | null;
}

/** The row of an operator's call, before anything rings; `place` is where the list stood when it was ordered. */
export async function claimOperatorCall(
  run: IncidentRun,
  order: OperatorCallOrder,
  place: ReturnType<typeof placeOf>,
): Promise<string> {
  const { contact, by, request, operatorPhone, placedAt } = order;
  const claimed = await people.claimOperatorCall.executeWithOptions(
    { summary: `${contact} への有人架電を記録` },
    [
      {
        ...{ incident: run.opening.number, request },
        ...{ ...place, contact, calledBy: by, operatorPhone, placedAt },
      },
    ],
  );
  if (claimed.result === "no-phone") throw refusal("contact_without_phone", operatorCallTexts.noPhone());
  if (claimed.result !== "claimed") throw refusal("invalid_input", saidTexts.cannotBeDialled());
  return claimed.call;
}

/** How an operator's call ended; a null result is for the operator to say. */
export type CallOver = Omit<Extract<OperatorCallSeen, { state: "ended" }>, "state">;

const notCalled = (reason: string): CallOver => ({ result: "failed", reason, contactCalled: false });

/** Rings the operator's own telephone, bridges the contact, and stays until the call is over. */
export async function followCall(run: IncidentRun, call: string, contact: string): Promise<CallOver> {
  const options = { summary: `オペレーターの電話から ${contact} へ`, priority: priorityOf(run) };
  for (let refusals = 1; ; refusals++) {
    const dialled = await placing.dialOperator.executeWithOptions(options, [{ call }]);
    if (dialled.result === "accepted" || dialled.result === "unknown") break;
    if (dialled.result !== "not-placed") return notCalled(operatorCallReasonTexts.operatorNotRung());
    const waitSeconds = requestAgainSeconds(refusals, dialled.retryAfterSeconds);
    if (waitSeconds === null) return notCalled(operatorCallReasonTexts.notAccepted());
    await condition(() => run.resolving !== null, waitSeconds * 1000);
  }
  return await untilOver(run, call);
}

async function untilOver(run: IncidentRun, call: string): Promise<CallOver> {
  const startedAt = Date.now();
  for (;;) {
    const told = await condition(() => run.endedCalls.has(call), lookSeconds * 1000);
    const last = (Date.now() - startedAt) / 1000 >= longestSeconds;
    const seen = await telephone.operatorCallEnd.executeWithOptions(
      { summary: "有人架電の状況を確認", priority: priorityOf(run) },
      [{ call, lookUp: !told, last }],
    );
    if (seen.state === "ended") return seen;
    run.endedCalls.delete(call);
  }
}
