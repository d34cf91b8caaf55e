import { earlyWord, waitingWord } from "../../../domain/secondary/heard.ts";
import type { HeardWord, SecondaryRecord } from "../../../domain/secondary/record.ts";

/**
 * What a customer may answer now. The form carries `seen`, so that an answer counts only for what was shown.
 */
export type Asked =
  | { about: "proposal"; seen: string; heard: HeardWord | null }
  | { about: "begin"; seen: string; heard: HeardWord };

/** null: nothing is asked, or no longer. `digest`: of the proposal. */
export function askedNow(record: SecondaryRecord, digest: string, now: number): Asked | null {
  if (record.state === "proposed") {
    if (now >= record.expiresAt) return null;
    const word = waitingWord(record);
    return { about: "proposal", seen: digest, heard: word?.digest === digest ? word : null };
  }
  const word = earlyWord(record, now);
  if (word?.digest !== digest) return null;
  return { about: "begin", seen: `${digest}_${word.at}`, heard: word };
}
