import { say } from "./say.ts";
import type { Phrase } from "./words/phrase.ts";

/** The same object with its phrases in words. */
export function worded<Told extends object>(told: Told): Told {
  const inWords = Object.entries(told).map(([name, value]) => [name, isPhrase(value) ? say(value) : value]);
  return Object.fromEntries(inWords) as Told;
}

const isPhrase = (value: unknown): value is Phrase =>
  typeof value === "object" && value !== null && "phrase" in value;
