import type { Text } from "../words/phrase.ts";
import type { Proposal, SecondaryKind, SecondaryRecord } from "./record.ts";
import { secondaryStepTexts as stepTexts } from "./texts.ts";

/** How long a proposal can be answered: by default, and at most. */
export const usualExpiryDays = 7;
export const longestExpiryDays = 30;

const dayMilliseconds = 24 * 3_600_000;

/** Steps of a response by hand end with checking whether it worked. Work that nobody spelled out is one step. */
export function stepsOf(kind: SecondaryKind, given: readonly string[], byRunbook: boolean): Text[] {
  if (byRunbook) return [];
  switch (kind) {
    case "response":
      return [...(given.length === 0 ? [stepTexts.work()] : given), stepTexts.verify()];
    case "vendor-inquiry":
      return [stepTexts.ask(), stepTexts.answer(), ...given];
    case "cause-analysis":
      return given.length === 0
        ? [stepTexts.collect(), stepTexts.cause(), stepTexts.prevention()]
        : [...given];
  }
}

/** A proposal for an agreed time expires when that time comes, at the latest. */
export const expiryOf = (proposedAt: number, expiryDays: number, scheduledAt: number | null): number =>
  Math.min(proposedAt + expiryDays * dayMilliseconds, scheduledAt ?? Number.POSITIVE_INFINITY);

export interface Proposing {
  proposal: Proposal;
  to: string[];
  by: string;
  at: number;
  expiresAt: number;
  remindAt: number[];
  request: string;
}

export const propose = ({
  proposal,
  to,
  by,
  at,
  expiresAt,
  remindAt,
  request,
}: Proposing): SecondaryRecord => ({
  state: "proposed",
  proposal,
  to,
  proposedBy: by,
  proposedAt: at,
  expiresAt,
  remindAt,
  decision: null,
  scheduledAt: proposal.scheduledAt,
  begun: null,
  abort: null,
  steps: proposal.steps.map((title) => ({ title, done: null, note: null, by: null, at: null })),
  vendor:
    proposal.vendor === null ? null : { name: proposal.vendor, ticket: null, nextAt: null, answer: null },
  run: null,
  result: null,
  report: null,
  ended: null,
  requests: [request],
});
