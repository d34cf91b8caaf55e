import type { Text } from "../../domain/words/phrase.ts";

/**
 * What became of one request to a provider. `permanent`: refused for good. `transient`: surely not done, it may be
 * tried again. `unknown`: it may have been done.
 */
export type FaultKind = "permanent" | "transient" | "unknown";

export interface Fault {
  kind: FaultKind;
  /** For an operator, short, with the provider's own code, never with a secret. */
  reason: Text;
  /** The provider's own wish. */
  retryAfterSeconds?: number;
}

export type Failure = { outcome: FaultKind; reason: Text; retryAfterSeconds?: number };

export type Outcome<T = { id: string | null }> = ({ outcome: "done" } & T) | Failure;

export const failure = ({ kind, ...why }: Fault): Failure => ({ outcome: kind, ...why });

/** Longer than this no provider's wish is believed. */
const longestWaitSeconds = 3600;

/** Reads a Retry-After header: seconds, or an HTTP date. */
export function retryAfter(header: string | null | undefined, now: Date): { retryAfterSeconds?: number } {
  if (!header) return {};
  const seconds = /^\d+$/.test(header.trim())
    ? Number(header)
    : Math.ceil((Date.parse(header) - now.getTime()) / 1000);
  if (Number.isNaN(seconds)) return {};
  return { retryAfterSeconds: Math.min(longestWaitSeconds, Math.max(0, seconds)) };
}

const longestQuote = 160;

/** A provider's own words, as far as they help. */
export const quote = (words: string): string => {
  const line = words.toWellFormed().replace(/\s+/g, " ").trim();
  return line.length > longestQuote ? `${[...line].slice(0, longestQuote).join("")}…` : line;
};
