import type { Text } from "../words/phrase.ts";
import { loginName } from "./loginName.ts";
import { passwordTexts } from "./loginTexts.ts";

export const shortestPassword = 12;
export const longestPassword = 200;

/** Why this cannot be the person's password; null if it can. */
export function faultOfPassword(person: string, password: string): Text | null {
  const length = [...password].length;
  if (length < shortestPassword) return passwordTexts.atLeast({ least: shortestPassword });
  if (length > longestPassword) return passwordTexts.atMost({ most: longestPassword });
  const plain = loginName(password);
  if (plain === loginName(person) || plain === "") return passwordTexts.sameAsName();
  if (new Set(plain).size < 4) return passwordTexts.repeated();
  return null;
}
