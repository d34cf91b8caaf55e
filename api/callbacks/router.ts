import { type Request, type Response, Router, urlencoded } from "express";
import type { Logger } from "pino";
import twilio from "twilio";
import { storeFact } from "../../db/queries/callFacts.ts";
import { readCall } from "../../db/queries/calls.ts";
import { isFinalStatus } from "../../domain/calling/outcome.ts";
import { DomainError } from "../../domain/errors.ts";
import { answerCall, answerKey, type VoiceDeps } from "./voice.ts";

export interface CallbacksDeps extends VoiceDeps {
  /** The telephone account's secret: callbacks are signed with it. */
  authToken: string;
  logger: Logger;
  /** A fact was stored. */
  onStored: () => void;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The telephone provider's callbacks: signed, stored as rows, then answered (contract "Intake"). */
export function callbacksRouter(deps: CallbacksDeps): Router {
  const router = Router();
  router.use(
    "/callbacks/twilio",
    urlencoded({ extended: false, limit: "64kb" }),
    (request, _response, next) => {
      next(
        isSigned(deps, request)
          ? undefined
          : new DomainError("forbidden", "the request is not signed by the provider"),
      );
    },
  );

  router.post("/callbacks/twilio/voice/:call", async (request, response) => {
    sendTwiml(response, await answerCall(deps, callOf(request), field(request, "CallSid")));
  });

  router.post("/callbacks/twilio/key/:call", async (request, response) => {
    const turn = Number.parseInt(String(request.query.turn ?? "1"), 10);
    const key = {
      sid: field(request, "CallSid"),
      digit: field(request, "Digits").slice(0, 1),
      turn: turn || 1,
    };
    const twiml = await answerKey(deps, callOf(request), key);
    deps.onStored();
    sendTwiml(response, twiml);
  });

  router.post("/callbacks/twilio/status/:call", async (request, response) => {
    if (await storeStatus(deps, callOf(request), request)) deps.onStored();
    response.status(204).end();
  });
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

function isSigned(deps: CallbacksDeps, request: Request): boolean {
  const signature = request.header("x-twilio-signature");
  if (signature === undefined) return false;
  const url = `${deps.publicUrl}${request.originalUrl}`;
  return twilio.validateRequest(
    deps.authToken,
    signature,
    url,
    (request.body ?? {}) as Record<string, string>,
  );
}

function callOf(request: Request): string {
  const id = String(request.params.call);
  if (!uuid.test(id)) throw unknownCall();
  return id;
}

const unknownCall = () => new DomainError("not_found", "no such call");

const field = (request: Request, name: string): string =>
  String((request.body as Record<string, unknown> | undefined)?.[name] ?? "");

function sendTwiml(response: Response, twiml: string | null): void {
  if (twiml === null) throw unknownCall();
  response.type("text/xml").send(twiml);
}
