import { Router } from "express";
import { storeFact } from "../../db/calls/callFacts.ts";
import { type CallRow, readCall } from "../../db/calls/calls.ts";
import { storeLegWord } from "../../db/calls/operatorCalls.ts";
import { readIncidentContext } from "../../db/messages/tellingContext.ts";
import { operatorRingSeconds, operatorTalkSeconds } from "../../domain/calls/operators/limits.ts";
import {
  spokenConnection,
  spokenDialEnd,
  spokenRecordingNotice,
} from "../../domain/calls/operators/speech.ts";
import { isFinalStatus } from "../../domain/calls/outcome.ts";
import { spokenAnswers } from "../../domain/calls/speech.ts";
import { join } from "./joining.ts";
import { callOf, field, keyOf, sendTwiml, unknownCall } from "./requests.ts";
import { askForKey, hangUp, say, sayAndHangUp } from "./twiml.ts";
import { storeAnswered, type VoiceDeps } from "./voice.ts";

export interface OperatorCallDeps extends VoiceDeps {
  /** Our own number, so that a contact who misses the call can ring back. */
  from: string;
  /** Called once a fact is stored. */
  onStored: () => void;
}

/**
 * Click-to-call (R5.3.2): rings the operator's own telephone, and a key joins the contact. All that the
 * provider reports about either call is stored before it is answered.
 */
export function operatorCallRoutes(deps: OperatorCallDeps): Router {
  const router = Router();

  router.post("/callbacks/twilio/operator/:call", async (request, response) => {
    const call = await known(deps, callOf(request));
    await storeAnswered(deps, call.id, field(request, "CallSid"));
    sendTwiml(response, await askOperator(deps, call));
  });

  router.post("/callbacks/twilio/operator-key/:call", async (request, response) => {
    const call = await known(deps, callOf(request));
    const digit = keyOf(request);
    // This concerns only this call; the incident is told only when the call ends.
    await storeFact(deps.db, {
      call: call.id,
      incident: call.incident,
      kind: "key",
      sid: field(request, "CallSid"),
      value: digit,
      copy: "operator",
      body: {},
      receivedAt: deps.clock(),
    });
    sendTwiml(response, digit === "1" ? joinContact(deps, call) : sayAndHangUp(spokenAnswers.hangUp));
  });

  router.post("/callbacks/twilio/whisper/:call", async (request, response) => {
    const call = await known(deps, callOf(request));
    const at = deps.clock();
    const sid = field(request, "CallSid");
    await storeLegWord(deps.db, call, { sid, status: "in-progress", copy: "whisper", at, isNews: false });
    sendTwiml(response, say([spokenRecordingNotice(deps.centerName)]));
  });

  router.post("/callbacks/twilio/leg/:call", async (request, response) => {
    const call = await known(deps, callOf(request));
    const status = field(request, "CallStatus");
    const word = {
      sid: field(request, "CallSid"),
      status,
      copy: field(request, "SequenceNumber"),
      at: deps.clock(),
      isNews: isFinalStatus(status),
    };
    if (await storeLegWord(deps.db, call, word)) deps.onStored();
    response.status(204).end();
  });

  router.post("/callbacks/twilio/dialled/:call", async (request, response) => {
    const call = await known(deps, callOf(request));
    const status = field(request, "DialCallStatus");
    const at = deps.clock();
    const sid = field(request, "DialCallSid") || null;
    // The operator's own call ends within seconds, and the incident is told then.
    await storeLegWord(deps.db, call, { sid, status, copy: "dialled", at, isNews: false });
    const words = spokenDialEnd(status);
    sendTwiml(response, words === null ? hangUp() : sayAndHangUp(words));
  });
  return router;
}

async function known(deps: VoiceDeps, id: string): Promise<CallRow> {
  const call = await readCall(deps.db, id);
  if (call === null || call.operatorPhone === null) throw unknownCall();
  return call;
}

async function askOperator(deps: VoiceDeps, call: CallRow): Promise<string> {
  const { configuration } = await readIncidentContext(deps.db, call.incident);
  const contact = configuration?.contacts[call.contact];
  const name = contact?.reading ?? contact?.name ?? call.contact;
  const company = contact?.company ?? configuration?.name ?? null;
  const keyUrl = `${deps.publicUrl}/callbacks/twilio/operator-key/${call.id}`;
  return askForKey(spokenConnection({ name, company }), keyUrl, spokenAnswers.noKey);
}

function joinContact(deps: OperatorCallDeps, { id, phone }: CallRow): string {
  const address = (what: string) => `${deps.publicUrl}/callbacks/twilio/${what}/${id}`;
  return join({
    first: [],
    callerId: deps.from,
    ringSeconds: operatorRingSeconds,
    talkSeconds: operatorTalkSeconds,
    numbers: [{ phone, whisperUrl: address("whisper"), statusUrl: address("leg") }],
    actionUrl: address("dialled"),
    recordingUrl: address("recording"),
  });
}
