import { type Request, type RequestHandler, Router, urlencoded } from "express";
import type { Logger } from "pino";
import twilio from "twilio";
import { storeStatus } from "../../db/calls/callFacts.ts";
import { isFinalStatus } from "../../domain/calls/outcome.ts";
import { DomainError } from "../../domain/errors.ts";
import { type IncomingDeps, incomingRoutes } from "./incoming/routes.ts";
import { operationTestCallbacks } from "./operationTests.ts";
import { type OperatorCallDeps, operatorCallRoutes } from "./operatorCalls.ts";
import { type RecordingDeps, recordingRoutes } from "./recordings.ts";
import { callOf, field, formOf, pressedKey, sendTwiml, unknownCall } from "./requests.ts";
import { answerCall, answerKey } from "./voice.ts";

export interface CallbacksDeps extends OperatorCallDeps, IncomingDeps, RecordingDeps {
  /** The telephone account's secret, which signs the callbacks. */
  authToken: string;
  logger: Logger;
}

/** The telephone provider's callbacks: signed, stored as rows, then answered (contract "Intake"). */
export function callbacksRouter(deps: CallbacksDeps): Router {
  const router = Router();
  router.use("/callbacks/twilio", urlencoded({ extended: false, limit: "64kb" }), signedByProvider(deps));

  router.post("/callbacks/twilio/voice/:call", async (request, response) => {
    sendTwiml(response, await answerCall(deps, callOf(request), field(request, "CallSid")));
  });

  router.post("/callbacks/twilio/key/:call", async (request, response) => {
    const twiml = await answerKey(deps, callOf(request), pressedKey(request));
    deps.onStored();
    sendTwiml(response, twiml);
  });

  router.post("/callbacks/twilio/status/:call", async (request, response) => {
    if (await takeStatus(deps, callOf(request), request)) deps.onStored();
    response.status(204).end();
  });
  router.use(
    operatorCallRoutes(deps),
    recordingRoutes(deps),
    incomingRoutes(deps),
    operationTestCallbacks(deps),
  );

  return router;
}

/**
 * Stores every status once, however often it comes. The incident is told only of a final one; returns whether
 * it is.
 */
async function takeStatus(deps: CallbacksDeps, call: string, request: Request): Promise<boolean> {
  const value = field(request, "CallStatus");
  if (value === "") throw unknownCall();
  const stored = await storeStatus(deps.db, {
    call,
    sid: field(request, "CallSid"),
    value,
    copy: field(request, "SequenceNumber"),
    body: formOf(request),
    at: deps.clock(),
    word: isFinalStatus(value) ? { is: "call-ended", call } : null,
  });
  if (stored === null) throw unknownCall();
  return stored.isNews;
}

/** Admits only requests that the telephone provider signed with the account's secret. */
function signedByProvider(deps: { authToken: string; publicUrl: string }): RequestHandler {
  return (request, _response, next) => {
    const signature = request.header("x-twilio-signature");
    const url = `${deps.publicUrl}${request.originalUrl}`;
    const fields = (request.body ?? {}) as Record<string, string>;
    const signed = signature !== undefined && twilio.validateRequest(deps.authToken, signature, url, fields);
    next(signed ? undefined : new DomainError("forbidden", "the request is not signed by the provider"));
  };
}
