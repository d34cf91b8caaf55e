import type { StopReason } from "../../domain/calls/list.ts";
import type { CallOutcome, HowToEnd } from "../../domain/calls/outcome.ts";

export interface CallingActivities {
  /** Claims one place of a list for one ring: the skip interval, and what is stored but not yet relayed, decide. */
  claimCall(order: CallOrder): Promise<Claim>;
  /** Why an occurrence's call lists are over by what is stored, whether its workflow was told or not; null: they are not. */
  whyNotRing(question: { incident: number; occurrence: number }): Promise<StopReason | null>;
  /** Asks the provider for the call; never twice for one row. */
  dialCall(order: {
    call: string;
    /** The workflow knows already why it must not ring any more. */
    stopped: StopReason | null;
    /** No further try follows: a request that was not taken is recorded as failed. */
    lastTry: boolean;
  }): Promise<Dialled>;
  /** Looks a call up in the ledger, then at the provider; `last`: settles it in any case. */
  lookUpCall(order: { call: string; last: boolean }): Promise<CallSeen>;
  endCall(order: { call: string; how: HowToEnd }): Promise<void>;
  /** Reads the call's end from its stored facts and records it. */
  recordCallEnd(order: { call: string }): Promise<CallSeen>;
}

export interface CallOrder {
  incident: number;
  occurrence: number;
  step: string;
  round: number;
  position: number;
  try: number;
  contact: string;
  skipMinutes: number;
  ringSeconds: number;
}

export type Claim =
  | { result: "claimed"; call: string }
  | { result: "skipped"; reason: string }
  | { result: "stopped"; why: StopReason }
  /** Another list of this incident rings this number now: ask again when that call has ended. */
  | { result: "number-in-use"; by: string };

export type Dialled =
  | { result: "accepted" }
  | { result: "unknown" }
  | { result: "not-placed"; retryAfterSeconds: number | null }
  | { result: "refused" }
  | { result: "stopped"; why: StopReason };

export type CallSeen =
  | { state: "ended"; outcome: CallOutcome }
  | { state: "ringing" }
  | { state: "talking" }
  /** The provider's list does not have it: the phone cannot have rung. */
  | { state: "absent" }
  /** The provider does not answer. */
  | { state: "no-word" };
