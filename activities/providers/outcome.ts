import type { Text } from "../../domain/words/phrase.ts";
import type { FaultKind } from "../networkFault.ts";

export interface Fault {
  kind: FaultKind;
  /** Short, for an operator, with the provider's own code and without secrets. */
  reason: Text;
  /** How long the provider asks us to wait. */
  retryAfterSeconds?: number;
}

export type Failure = { outcome: FaultKind; reason: Text; retryAfterSeconds?: number };

export type Outcome<T = { id: string | null }> = ({ outcome: "done" } & T) | Failure;

export const failure = ({ kind, ...why }: Fault): Failure => ({ outcome: kind, ...why });

/** A provider that asks for a longer wait is not believed. */
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

/** The useful part of a provider's own words. */
export const quote = (words: string): string => {
  const line = words.toWellFormed().replace(/\s+/g, " ").trim();
  return line.length > longestQuote ? `${[...line].slice(0, longestQuote).join("")}…` : line;
};
