import {
  factOf,
  type PressResult,
  type SpokenOf,
  storeAcceptance,
  storeFact,
  storeStatus,
} from "../../db/calls/callFacts.ts";
import type { Database } from "../../db/connect.ts";
import { factsOf } from "../../db/messages/messageFacts.ts";
import { readIncidentContext, rungCall } from "../../db/messages/tellingContext.ts";
import { keyMeaning } from "../../domain/calls/outcome.ts";
import { spokenAnswers, spokenMessage } from "../../domain/calls/speech.ts";
import { customersPerson, nameOf } from "../../domain/people/actor.ts";
import { askForKey, sayAndHangUp } from "./twiml.ts";

export interface VoiceDeps {
  db: Database;
  clock: () => Date;
  publicUrl: string;
  centerName: string;
}

/** What the callee hears on answering: the alert, and what to press (R5.2.2a). */
export async function answerCall(deps: VoiceDeps, id: string, sid: string): Promise<string | null> {
  const call = await storeAnswered(deps, id, sid);
  return call === null ? null : await message(deps, call, 1);
}

/**
 * Notes that the call was answered: the provider asks what to say only then. null: there is no such call.
 */
export async function storeAnswered(
  { db, clock }: VoiceDeps,
  call: string,
  sid: string,
): Promise<SpokenOf | null> {
  const answered = { value: "in-progress", copy: "voice", body: {}, word: null };
  const stored = await storeStatus(db, { call, sid, ...answered, at: clock() });
  return stored?.call ?? null;
}

/** Stores a pressed key, then answers from what is stored, so that nobody waits for a worker. */
export async function answerKey(
  deps: VoiceDeps,
  id: string,
  key: { sid: string; digit: string; turn: number },
): Promise<string | null> {
  const rung = await rungCall(deps.db, id);
  if (rung === null) return null;
  const { call, contact } = rung;
  const by = customersPerson(contact?.name ?? call.contact);
  const press = { call, sid: key.sid, digit: key.digit, turn: String(key.turn), by, at: deps.clock() };
  const meaning = keyMeaning(key.digit);
  if (meaning === "accept") return sayAndHangUp(wordsFor(await storeAcceptance(deps.db, press)));
  await storeFact(deps.db, factOf(press));
  return meaning === "hang-up" ? sayAndHangUp(spokenAnswers.hangUp) : await message(deps, call, key.turn + 1);
}

async function message(deps: VoiceDeps, call: SpokenOf, turn: number): Promise<string> {
  const context = await readIncidentContext(deps.db, call.incident);
  const contact = context.configuration?.contacts[call.contact];
  const facts = factsOf(context, "firing", deps.centerName);
  const sentences = spokenMessage({ ...facts, contactReading: contact?.reading ?? contact?.name ?? null });
  const keyUrl = `${deps.publicUrl}/callbacks/twilio/key/${call.id}?turn=${turn}`;
  return askForKey(sentences, keyUrl, spokenAnswers.noKey);
}

function wordsFor(result: PressResult): string {
  switch (result.result) {
    case "accepted":
      return spokenAnswers.accepted;
    case "already-yours":
      return spokenAnswers.alreadyYours;
    case "someone-else":
      return spokenAnswers.someoneElse(result.has == null ? null : nameOf(result.has));
    case "recovered":
      return spokenAnswers.recovered;
    case "closed":
      return spokenAnswers.closed;
  }
}
