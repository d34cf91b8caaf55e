import { type Request, Router } from "express";
import { contactsWithPhone, operatorsToRing } from "../../../db/calls/callers.ts";
import {
  type IncomingCallRow,
  noteConnected,
  noteNobodyAnswered,
  noteOperatorWanted,
} from "../../../db/calls/incomingCalls.ts";
import {
  spokenConnecting,
  spokenNobodyAnswers,
  spokenTakenByAnother,
  spokenToOperator,
} from "../../../domain/calls/incoming/speech.ts";
import { operatorTalkSeconds } from "../../../domain/calls/operators/limits.ts";
import { spokenAnswers } from "../../../domain/calls/speech.ts";
import { join } from "../joining.ts";
import { keyOf, sendTwiml } from "../requests.ts";
import { askForKey, hangUp, say, sayAndHangUp } from "../twiml.ts";
import { incomingOf, incomingUrl, nameOf, type ReadOutDeps } from "./readOut.ts";

export interface ConnectingDeps extends ReadOutDeps {
  /** Our own number. */
  from: string;
}

/** How long a caller waits for an operator. */
const waitSeconds = 20;

/** Rings the operators for a caller who pressed 9, or whose 1 an operator must take. */
export async function connectOperator(
  deps: ConnectingDeps,
  call: IncomingCallRow,
  why: readonly string[] = [],
): Promise<string> {
  await noteOperatorWanted(deps.db, call, await nameIn(deps, call), deps.clock());
  const operators = await operatorsToRing(deps.db, call.incidents);
  if (operators.length === 0) return await nobodyAnswers(deps, call);
  const recorded = isRecorded(call);
  return join({
    first: [...why, ...spokenConnecting(recorded)],
    callerId: deps.from,
    numbers: operators.map(({ name, phone }) => ({
      phone,
      whisperUrl: personUrl(deps, call, "whisper", name),
    })),
    ringSeconds: waitSeconds,
    talkSeconds: operatorTalkSeconds,
    actionUrl: incomingUrl(deps, call, "dialled"),
    recordingUrl: recorded ? `${deps.publicUrl}/callbacks/twilio/recording/${call.id}` : null,
  });
}

/** What operators hear when they are rung for a caller, and how those calls end. */
export function connectingRoutes(deps: ConnectingDeps): Router {
  const router = Router();

  router.post("/callbacks/twilio/incoming/:call/whisper", async (request, response) => {
    const call = await incomingOf(deps, request);
    const caller = (await nameIn(deps, call)) ?? "お客";
    const keyUrl = personUrl(deps, call, "accept", personOf(request));
    const sentences = spokenToOperator(caller, isRecorded(call));
    sendTwiml(response, askForKey(sentences, keyUrl, spokenAnswers.noKey));
  });

  router.post("/callbacks/twilio/incoming/:call/accept", async (request, response) => {
    const call = await incomingOf(deps, request);
    if (keyOf(request) !== "1") return sendTwiml(response, sayAndHangUp(spokenAnswers.hangUp));
    const name = await nameIn(deps, call);
    const isFirst = await noteConnected(deps.db, call, personOf(request), name, deps.clock());
    // An empty document joins the two calls.
    sendTwiml(response, isFirst ? say([]) : sayAndHangUp(spokenTakenByAnother));
  });

  router.post("/callbacks/twilio/incoming/:call/dialled", async (request, response) => {
    const call = await incomingOf(deps, request);
    sendTwiml(response, call.connectedTo === null ? await nobodyAnswers(deps, call) : hangUp());
  });
  return router;
}

async function nobodyAnswers(deps: ConnectingDeps, call: IncomingCallRow): Promise<string> {
  await noteNobodyAnswered(deps.db, call, deps.clock());
  return sayAndHangUp(spokenNobodyAnswers(call.incidents.length > 0));
}

/** A recording belongs to an incident; without one it could be neither found nor deleted. */
const isRecorded = (call: IncomingCallRow): boolean => call.incidents.length > 0;

async function nameIn(deps: ConnectingDeps, call: IncomingCallRow): Promise<string | null> {
  return nameOf(await contactsWithPhone(deps.db, call.phone))?.name ?? null;
}

const personOf = (request: Request): string => String(request.query.person ?? "");

const personUrl = (deps: ConnectingDeps, call: IncomingCallRow, what: string, person: string): string =>
  incomingUrl(deps, call, `${what}?person=${encodeURIComponent(person)}`);
