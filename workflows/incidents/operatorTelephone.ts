import type { CallEnds } from "../../activities/calls/contract.ts";
import { operatorCallTexts } from "../../domain/calls/operators/texts.ts";
import type { OperatorCallOrder } from "../../domain/calls/ring.ts";
import { operatorCallReasonTexts } from "../../domain/calls/texts.ts";
import { operatorCallTiming } from "../../domain/calls/timing.ts";
import { saidTexts } from "../../domain/words/fields.ts";
import type { Text } from "../../domain/words/phrase.ts";
import { people } from "../activities.ts";
import { ringAndFollow } from "../calls/follow.ts";
import { refusal } from "../kit/refusal.ts";
import { type IncidentRun, priorityOf } from "./incidentRun.ts";
import type { placeOf } from "./operatorCallList.ts";

/** A call as an operator orders it. */
export type OrderedCall = Pick<
  OperatorCallOrder,
  "contact" | "calledBy" | "request" | "operatorPhone" | "placedAt"
>;

/** Creates the row of an operator's call before anything rings; `place`: the list's place when ordered. */
export async function claimOperatorCall(
  run: IncidentRun,
  order: OrderedCall,
  place: ReturnType<typeof placeOf>,
): Promise<string> {
  const claimed = await people.claimOperatorCall.executeWithOptions(
    { summary: `${order.contact} への有人架電を記録` },
    [{ incident: run.opening.number, ...place, ...order }],
  );
  if (claimed.result === "no-phone") throw refusal("contact_without_phone", operatorCallTexts.noPhone());
  if (claimed.result !== "claimed") throw refusal("invalid_input", saidTexts.cannotBeDialled());
  return claimed.call;
}

const notCalled = (reason: Text): CallEnds["operator"] => ({
  result: "failed",
  reason,
  contactCalled: false,
});

/** Rings the operator's own telephone, bridges the contact, and waits until the call is over. */
export async function followCall(
  run: IncidentRun,
  call: string,
  contact: string,
): Promise<CallEnds["operator"]> {
  const over = await ringAndFollow({
    kind: "operator",
    call,
    timing: operatorCallTiming,
    priority: () => priorityOf(run),
    endedCalls: run.endedCalls,
    summary: `オペレーターの電話から ${contact} へ`,
    // The operator may still want to talk, whatever happens to the incident.
    whyStopped: () => null,
  });
  switch (over.state) {
    case "ended":
      return over;
    case "absent":
      return notCalled(operatorCallReasonTexts.neverCalled());
    default:
      return notCalled(operatorCallReasonTexts.operatorNotRung());
  }
}
