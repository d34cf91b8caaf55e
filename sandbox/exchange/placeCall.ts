import type { Request, Response } from "express";
import { type Form, one, readCallRequest } from "./callRequest.ts";
import type { CallAttempt, Exchange } from "./exchange.ts";
import type { CreationFault } from "./faults.ts";
import { sendRefusal } from "./restErrors.ts";
import { callResource } from "./restResources.ts";

/** Answers a request for a call, subject to the fault injected for its number. */
export function placeCall(exchange: Exchange, request: Request, response: Response): void {
  const form: Form = request.body ?? {};
  const to = one(form.To) ?? "";
  const fault = exchange.faults.takeForCreation(to);
  const attempt: CallAttempt = {
    at: exchange.clock.now(),
    to,
    from: one(form.From) ?? "",
    answered: 201,
    sid: null,
  };
  exchange.attempts.record(attempt);
  if (fault?.kind === "refuse") {
    attempt.answered = fault.status;
    sendRefusal(response, fault.status);
    return;
  }
  if (fault?.kind === "reset") {
    attempt.answered = "reset";
    request.socket.resetAndDestroy();
    return;
  }
  const call = placeUnlessInvalid(exchange, form, fault, attempt);
  attempt.sid = call.sid;
  answerPlaced(exchange, response, fault, attempt, () => callResource(call, exchange.account.accountSid));
}

function placeUnlessInvalid(
  exchange: Exchange,
  form: Form,
  fault: CreationFault | null,
  attempt: CallAttempt,
) {
  try {
    return exchange.place({ ...readCallRequest(form), fault: fault?.kind ?? null }).call;
  } catch (error) {
    attempt.answered = 400;
    throw error;
  }
}

/** The telephone is already ringing, even if the API's answer is lost or late. */
function answerPlaced(
  exchange: Exchange,
  response: Response,
  fault: CreationFault | null,
  attempt: CallAttempt,
  resource: () => object,
): void {
  switch (fault?.kind) {
    case "ring-then-error":
      attempt.answered = fault.status;
      sendRefusal(response, fault.status);
      return;
    case "ring-then-reset":
      attempt.answered = "reset";
      response.req.socket.resetAndDestroy();
      return;
    case "ring-then-silence":
      attempt.answered = "nothing";
      return;
    case "slow":
      exchange.clock.after(fault.seconds * 1000, () => void response.status(201).json(resource()));
      return;
    default:
      response.status(201).json(resource());
  }
}
