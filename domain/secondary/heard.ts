import type { ActingRole } from "../incidents/actions/situation.ts";
import { isBeforeItsTime } from "./agreedTime.ts";
import type { HeardWord, SecondaryRecord, SecondaryState } from "./record.ts";

/** Who acts. `role` is null for the engine and in the Temporal UI, where nobody is known. */
export interface Speaker {
  role: ActingRole | null;
  name: string | null;
}

type Word = Omit<HeardWord, "note" | "digest">;

interface Standing<Known extends Word> {
  state: SecondaryState;
  heard?: Known | null | undefined;
}

/** The heard answer that waits for another person to confirm it; null if none waits. */
export function waitingWord<Known extends Word>({ state, heard }: Standing<Known>): Known | null {
  if (heard == null || heard.deniedBy !== undefined) return null;
  return state === (heard.to === "approve" ? "proposed" : "scheduled") ? heard : null;
}

/** The heard answer that lets it begin before the agreed time; null once that time has come. */
export function earlyWord<Known extends Word>(
  standing: Standing<Known> & Pick<SecondaryRecord, "scheduledAt">,
  now: number,
): Known | null {
  const word = waitingWord(standing);
  return word?.to === "begin" && isBeforeItsTime(standing, now) ? word : null;
}

/**
 * No operator agrees for a customer alone: the operator who heard the customer's answer cannot confirm it, nor can
 * anyone whose identity is unproven. An answer recorded by an unproven person cannot be confirmed; the next one
 * replaces it.
 */
export const mayConfirm = (word: Word, { role, name }: Speaker): boolean =>
  role !== null && (word.isUnproven || word.heardBy !== name);

/** Drops a heard answer to an earlier proposal: it does not count for the present one. */
export const withoutVoidWord = (record: SecondaryRecord, digest: string): SecondaryRecord =>
  record.heard == null || record.heard.digest === digest ? record : { ...record, heard: null };
