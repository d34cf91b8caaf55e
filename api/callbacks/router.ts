import { type Request, Router, urlencoded } from "express";
import type { Logger } from "pino";
import { storeFact } from "../../db/queries/callFacts.ts";
import { readCall } from "../../db/queries/calls.ts";
import { isFinalStatus } from "../../domain/calling/outcome.ts";
import { operationTestCallbacks } from "./operationTests.ts";
import { attemptOf, field, pressedKey, sendTwiml, signedByProvider, unknownCall } from "./provider.ts";
import { answerCall, answerKey, type VoiceDeps } from "./voice.ts";

export interface CallbacksDeps extends VoiceDeps {
  /** The telephone account's secret: callbacks are signed with it. */
  authToken: string;
  logger: Logger;
  /** A fact was stored. */
  onStored: () => void;
}

/** The telephone provider's callbacks: signed, stored as rows, then answered (contract "Intake"). */
export function callbacksRouter(deps: CallbacksDeps): Router {
  const router = Router();
  router.use("/callbacks/twilio", urlencoded({ extended: false, limit: "64kb" }), signedByProvider(deps));

  router.post("/callbacks/twilio/voice/:call", async (request, response) => {
    sendTwiml(response, await answerCall(deps, attemptOf(request), field(request, "CallSid")));
  });

  router.post("/callbacks/twilio/key/:call", async (request, response) => {
    const twiml = await answerKey(deps, attemptOf(request), pressedKey(request));
    deps.onStored();
    sendTwiml(response, twiml);
  });

  router.post("/callbacks/twilio/status/:call", async (request, response) => {
    if (await storeStatus(deps, attemptOf(request), request)) deps.onStored();
    response.status(204).end();
  });

  router.use("/callbacks/twilio/test", operationTestCallbacks(deps));
  return router;
}

/** Every copy of a status is stored once; only a final one is news to the incident. */
async function storeStatus(deps: CallbacksDeps, id: string, request: Request): Promise<boolean> {
  const call = await readCall(deps.db, id);
  const value = field(request, "CallStatus");
  if (call === null || value === "") throw unknownCall();
  const at = deps.clock();
  return await storeFact(deps.db, {
    call: id,
    incident: call.incident,
    kind: "status",
    sid: field(request, "CallSid"),
    value,
    copy: field(request, "SequenceNumber"),
    body: { ...(request.body as Record<string, string>) },
    receivedAt: at,
    relayedAt: isFinalStatus(value) ? null : at,
  });
}
