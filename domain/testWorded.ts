import { say } from "./say.ts";
import type { Text } from "./words/phrase.ts";

/** The same object with its reason in words. */
export function worded<Told extends object>(told: Told): Told {
  return "reason" in told && told.reason !== null ? { ...told, reason: say(told.reason as Text) } : told;
}
