import type { Request } from "express";
import { type Caller, contactsWithPhone, incidentsOfCaller } from "../../../db/calls/callers.ts";
import {
  type IncomingCallRow,
  readIncomingCall,
  storeIncomingCall,
} from "../../../db/calls/incomingCalls.ts";
import type { Database } from "../../../db/connect.ts";
import { factsOf } from "../../../db/messages/messageFacts.ts";
import { readIncidentContext } from "../../../db/messages/tellingContext.ts";
import {
  spokenGoodbye,
  spokenIncident,
  spokenNothingOpen,
  spokenSummary,
  spokenToUnknown,
  spokenWelcome,
} from "../../../domain/calls/incoming/speech.ts";
import { callOf, unknownCall } from "../requests.ts";
import { askForKey, askThenGoOn, sayAndHangUp } from "../twiml.ts";

export interface ReadOutDeps {
  db: Database;
  clock: () => Date;
  publicUrl: string;
  centerName: string;
}

/** Which of the caller's incidents, from 1; `all` after the last. */
export type Place = number | "all";

/**
 * The number alone identifies the caller and decides what is read; an unknown number hears nothing about any
 * customer.
 */
export async function welcome(
  deps: ReadOutDeps,
  call: { sid: string; phone: string; stirVerstat: string | null },
): Promise<string> {
  const callers = await contactsWithPhone(deps.db, call.phone);
  const incidents = await incidentsOfCaller(deps.db, callers, call.phone);
  const unknown = callers.length === 0;
  const row = await storeIncomingCall(
    deps.db,
    { ...call, startedAt: deps.clock(), incidents, unknown },
    nameOf(callers)?.name ?? null,
  );
  if (unknown) return sayAndHangUp(spokenToUnknown(deps.centerName));
  const caller = nameOf(callers);
  const first = spokenWelcome(deps.centerName, caller?.reading ?? caller?.name ?? null, row.incidents.length);
  return await readIncident(deps, row, 1, first);
}

/** null if people of different names share the number, so that it does not identify the caller. */
export const nameOf = (callers: readonly Caller[]): Caller | null => {
  const [first, ...others] = callers;
  return first !== undefined && others.every(({ name }) => name === first.name) ? first : null;
};

/** Reads one incident, then the next. A single one is read twice, like every message on the telephone. */
export async function readIncident(
  deps: ReadOutDeps,
  call: IncomingCallRow,
  place: Place,
  first: readonly string[] = [],
): Promise<string> {
  const { incidents } = call;
  const address = (what: string, at: Place) => incomingUrl(deps, call, `${what}?place=${at}`);
  const number = place === "all" ? undefined : incidents[place - 1];
  if (number === undefined || place === "all") {
    const sentences = incidents.length === 0 ? spokenNothingOpen : spokenSummary;
    return askForKey([...first, ...sentences], address("key", "all"), spokenGoodbye);
  }
  const sentences = await sentencesOf(deps, number, place, incidents.length);
  const keyUrl = address("key", place);
  if (incidents.length === 1) return askForKey([...first, ...sentences], keyUrl, spokenGoodbye);
  const next = place < incidents.length ? place + 1 : "all";
  return askThenGoOn(first, sentences, keyUrl, address("read", next));
}

async function sentencesOf(
  deps: ReadOutDeps,
  incident: number,
  place: number,
  of: number,
): Promise<string[]> {
  const context = await readIncidentContext(deps.db, incident);
  const { acknowledgedBy, recoveredAt } = context.incident;
  return spokenIncident(
    {
      facts: factsOf(context, "firing", deps.centerName),
      acknowledged: acknowledgedBy !== null,
      recovered: recoveredAt !== null,
      place,
      of,
    },
    deps.clock(),
  );
}

/** The call that an address is about. */
export async function incomingOf(deps: ReadOutDeps, request: Request): Promise<IncomingCallRow> {
  const call = await readIncomingCall(deps.db, callOf(request));
  if (call === null) throw unknownCall();
  return call;
}

export const incomingUrl = (deps: ReadOutDeps, call: IncomingCallRow, rest: string): string =>
  `${deps.publicUrl}/callbacks/twilio/incoming/${call.id}/${rest}`;
