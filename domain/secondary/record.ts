import type { RunState } from "../runbooks/story.ts";

/** What a secondary response (R5.7) consists of. */
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

/** Nothing follows these. */
export const endStates: readonly SecondaryState[] = ["closed", "declined", "expired", "withdrawn"];

/** How the customer's word came. */
export const decisionWays = ["link", "api", "phone"] as const;
export type DecisionWay = (typeof decisionWays)[number];

/** Exactly what the customer agrees to; pinned when it is proposed, never changed. Times are epoch milliseconds. */
export interface Proposal {
  kind: SecondaryKind;
  summary: string;
  plan: string | null;
  risk: string | null;
  runbook: ProposedRunbook | null;
  /** What is worked on: a managed target of the contract; null where nothing is. */
  system: string | null;
  target: string | null;
  /** null: an operator says when, or begins. */
  scheduledAt: number | null;
  estimateMinutes: number | null;
  priceNote: string | null;
  /** Whom a vendor inquiry asks. */
  vendor: string | null;
  /** What people do by hand, in order; empty where a runbook does it. */
  steps: string[];
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
  /** The operator who wrote a phone agreement down. */
  recordedBy: string | null;
  /** The other operator who confirmed it; left out: nobody had to. */
  confirmedBy?: string;
}

/** What an operator heard somebody of the customer agree to on the telephone. It counts once somebody else confirms it. */
export interface HeardWord {
  /** The proposal, or that it begins before the agreed time. */
  to: "approve" | "begin";
  /** `customer:NAME` */
  by: string;
  at: number;
  note: string | null;
  heardBy: string;
  /** Nobody knows who heard it: it came from the Temporal UI. */
  isUnproven: boolean;
  /** Of the proposal as it was then. */
  digest: string;
  /** Who of the customer answered by their link that it is not so: `customer:NAME`. */
  deniedBy?: string;
}

export interface StepRecord {
  title: string;
  /** null: nobody has said yet. */
  done: boolean | null;
  note: string | null;
  by: string | null;
  at: number | null;
}

export interface VendorRecord {
  name: string;
  ticket: string | null;
  /** When the vendor is to be asked again. */
  nextAt: number | null;
  answer: string | null;
}

export interface Result {
  succeeded: boolean;
  /** In one sentence for people. */
  summary: string;
  at: number;
}

/** Everything that is known of one secondary response. */
export interface SecondaryRecord {
  state: SecondaryState;
  proposal: Proposal;
  /** Contacts' ids: whom its mails go to. */
  to: string[];
  proposedBy: string;
  proposedAt: number;
  expiresAt: number;
  remindAt: number[];
  decision: Decision | null;
  /** null, or left out in older rows: nothing was heard that is not settled. */
  heard?: HeardWord | null;
  scheduledAt: number | null;
  /** When somebody last agreed another time with the customer; left out: nobody has. */
  rescheduledAt?: number;
  /** `agreedBy`: who of the customer agreed that it begins before its time, as `heardBy` heard on the telephone. */
  begun: { by: string; at: number; request: string; agreedBy?: string; heardBy?: string } | null;
  /** Somebody ended its runbook before its end. */
  abort: { by: string; at: number; reason: string | null; request: string } | null;
  steps: StepRecord[];
  vendor: VendorRecord | null;
  run: { state: RunState; summary: string; at: number } | null;
  result: Result | null;
  report: { by: string; at: number; body: string | null } | null;
  ended: { by: string; at: number; reason: string | null } | null;
  /** The latest requests that changed it: asked again, they change nothing. */
  requests: string[];
}

/**
 * One text for one proposal, whatever the order in which a database keeps its fields: what a link's digest is made of.
 */
export const canonicalProposal = (proposal: Proposal): string => JSON.stringify(sorted(proposal));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return entries.map(([key, inner]) => [key, sorted(inner)]);
}
