import type { RunState } from "../runbooks/story.ts";
import type { Text } from "../words/phrase.ts";

/** The kinds of secondary response (R5.7). */
export const secondaryKinds = ["response", "vendor-inquiry", "cause-analysis"] as const;
export type SecondaryKind = (typeof secondaryKinds)[number];

export const secondaryStates = [
  "proposed",
  "approved",
  "scheduled",
  "running",
  "verified",
  "failed",
  "reported",
  "closed",
  "declined",
  "expired",
  "withdrawn",
] as const;
export type SecondaryState = (typeof secondaryStates)[number];

/** States that nothing follows. */
export const endStates: readonly SecondaryState[] = ["closed", "declined", "expired", "withdrawn"];

/** How the customer's answer came. */
export const decisionWays = ["link", "api", "phone"] as const;
export type DecisionWay = (typeof decisionWays)[number];

/** Exactly what the customer agrees to. It is pinned when proposed and never changes. Times are epoch milliseconds. */
export interface Proposal {
  kind: SecondaryKind;
  summary: string;
  plan: string | null;
  risk: string | null;
  runbook: ProposedRunbook | null;
  /** The managed target of the contract that is worked on; null if there is none. */
  system: string | null;
  target: string | null;
  /** null: an operator sets the time later, or begins the work. */
  scheduledAt: number | null;
  estimateMinutes: number | null;
  priceNote: string | null;
  /** The vendor that an inquiry goes to. */
  vendor: string | null;
  /** What people do by hand, in order; empty if a runbook does it. */
  steps: Text[];
}

export interface ProposedRunbook {
  id: string;
  title: string;
  with: Record<string, string | number>;
  /** The 手順書 with its parameters filled in, as Markdown. */
  procedure: string;
}

export interface Decision {
  approved: boolean;
  /** `customer:NAME` */
  by: string;
  at: number;
  through: DecisionWay;
  note: string | null;
  /** The operator who recorded an agreement on the telephone. */
  recordedBy: string | null;
  /** The other operator who confirmed it; absent if no confirmation was needed. */
  confirmedBy?: string;
}

/** What an operator heard a customer's person agree to on the telephone. It counts once another person confirms it. */
export interface HeardWord {
  /** Agrees to the proposal, or to beginning before the agreed time. */
  to: "approve" | "begin";
  /** `customer:NAME` */
  by: string;
  at: number;
  note: string | null;
  heardBy: string;
  /** It came from the Temporal UI, so nobody knows who heard it. */
  isUnproven: boolean;
  /** The digest of the proposal at that time. */
  digest: string;
  /** The customer's person who denied it through the link: `customer:NAME`. */
  deniedBy?: string;
}

export interface StepRecord {
  title: Text;
  /** null while nobody has recorded it. */
  done: boolean | null;
  note: string | null;
  by: string | null;
  at: number | null;
}

export interface VendorRecord {
  name: string;
  ticket: string | null;
  /** When to ask the vendor again. */
  nextAt: number | null;
  answer: string | null;
}

export interface Result {
  succeeded: boolean;
  /** One sentence for people. */
  summary: Text;
  at: number;
}

/** Everything known about one secondary response. */
export interface SecondaryRecord {
  state: SecondaryState;
  proposal: Proposal;
  /** Ids of the contacts who get its mails. */
  to: string[];
  proposedBy: string;
  proposedAt: number;
  expiresAt: number;
  remindAt: number[];
  decision: Decision | null;
  /** null, or absent in older rows: no heard answer is unsettled. */
  heard?: HeardWord | null;
  scheduledAt: number | null;
  /** When another time was last agreed with the customer; absent if never. */
  rescheduledAt?: number;
  /**
   * `agreedBy`: the customer's person who agreed to begin early; `heardBy`: the operator who heard it on the
   * telephone.
   */
  begun: { by: string; at: number; request: string; agreedBy?: string; heardBy?: string } | null;
  /** Somebody aborted its runbook. */
  abort: { by: string; at: number; reason: string | null; request: string } | null;
  steps: StepRecord[];
  vendor: VendorRecord | null;
  run: { state: RunState; summary: Text; at: number } | null;
  result: Result | null;
  report: { by: string; at: number; body: string | null } | null;
  ended: { by: string; at: number; reason: string | null } | null;
  /** The latest requests that changed it; when repeated, they change nothing. */
  requests: string[];
}

/**
 * Writes a proposal as the same text regardless of the order in which a database keeps its fields. A link's digest is
 * made from it.
 */
export const canonicalProposal = (proposal: Proposal): string => JSON.stringify(sorted(proposal));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return entries.map(([key, inner]) => [key, sorted(inner)]);
}
