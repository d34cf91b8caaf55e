import type { ActingRole } from "../incidents/actions/situation.ts";
import { isBeforeItsTime } from "./agreedTime.ts";
import type { HeardWord, SecondaryRecord, SecondaryState } from "./record.ts";

/** Who acts: `role` is null for the engine, and in the Temporal UI, where nobody is known. */
export interface Speaker {
  role: ActingRole | null;
  name: string | null;
}

type Word = Omit<HeardWord, "note" | "digest">;

interface Standing<Known extends Word> {
  state: SecondaryState;
  heard?: Known | null | undefined;
}

/** The word that waits for somebody else to confirm it; null: none does. */
export function waitingWord<Known extends Word>({ state, heard }: Standing<Known>): Known | null {
  if (heard == null || heard.deniedBy !== undefined) return null;
  return state === (heard.to === "approve" ? "proposed" : "scheduled") ? heard : null;
}

/** The word by which it may begin before the agreed time; once that has come, none is needed. */
export function earlyWord<Known extends Word>(
  standing: Standing<Known> & Pick<SecondaryRecord, "scheduledAt">,
  now: number,
): Known | null {
  const word = waitingWord(standing);
  return word?.to === "begin" && isBeforeItsTime(standing, now) ? word : null;
}

/**
 * One person alone does not agree for a customer: the person who heard a word cannot confirm it, nor can anybody whose
 * name is not proven. A word from such a person cannot be confirmed; the next word takes its place.
 */
export const mayConfirm = (word: Word, { role, name }: Speaker): boolean =>
  role !== null && (word.isUnproven || word.heardBy !== name);

/** Drops a word about an earlier proposal: it does not count for the present one. */
export const withoutVoidWord = (record: SecondaryRecord, digest: string): SecondaryRecord =>
  record.heard == null || record.heard.digest === digest ? record : { ...record, heard: null };
