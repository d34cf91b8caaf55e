import type { StopReason } from "../../domain/calls/list.ts";
import type { CallResult } from "../../domain/calls/operators/result.ts";
import type { CallOutcome, HowToEnd } from "../../domain/calls/outcome.ts";
import type { RingClaim, RingOrder } from "../../domain/calls/ring.ts";
import type { Text } from "../../domain/words/phrase.ts";

/** The one telephone, for calls of every kind. */
export interface TelephoneActivities {
  /** Asks the provider for the call; never twice for one row. */
  dialCall(order: CallRef & DialOrder): Promise<Dialled>;
  /** Looks a call up in the ledger, then at the provider; `last`: settles it in any case. */
  lookUpCall<Kind extends CallKind>(order: CallRef<Kind> & { last: boolean }): Promise<CallSeen<Kind>>;
  endCall(order: CallRef & { how: HowToEnd }): Promise<void>;
  /** Reads the call's end from its stored facts and records it. */
  recordCallEnd<Kind extends CallKind>(order: CallRef<Kind>): Promise<CallSeen<Kind>>;
}

export interface ListActivities {
  /** Claims one place of a list for one ring: the skip interval, and what is stored but not yet relayed, decide. */
  claimCall(order: Omit<RingOrder, "customer" | "phone">): Promise<RingClaim>;
  /** Why an occurrence's call lists are over by what is stored, whether its workflow was told or not; null: they are not. */
  whyNotRing(question: { incident: number; occurrence: number }): Promise<StopReason | null>;
}

/** How a call of each kind ends: of an automatic list, of an operator, of an operation test. */
export interface CallEnds {
  auto: { outcome: CallOutcome };
  operator: {
    /** null: somebody answered, and the operator must say who. */
    result: CallResult | null;
    reason: Text | null;
    /** The contact's own phone can have rung. */
    contactCalled: boolean;
  };
  test: { outcome: CallOutcome };
}

/** Each kind has a ledger of its own (ledger.ts). */
export type CallKind = keyof CallEnds;

/** A call by the id of its row. */
export interface CallRef<Kind extends CallKind = CallKind> {
  kind: Kind;
  call: string;
}

export interface DialOrder {
  call: string;
  /** The workflow knows already why it must not ring any more. */
  stopped: StopReason | null;
  /** No further try follows: a request that was not taken is recorded as failed. */
  lastTry: boolean;
}

export type Dialled =
  | { result: "accepted" }
  | { result: "unknown" }
  | { result: "not-placed"; retryAfterSeconds: number | null }
  | { result: "refused" }
  | { result: "stopped"; why: StopReason };

export type CallSeen<Kind extends CallKind = CallKind> =
  | Settled<Kind>
  /** `no-word`: the provider does not answer, or its list may still lag. */
  | { state: "ringing" | "talking" | "no-word" };

/** `absent`: the provider never had it, and no phone can have rung. */
export type Settled<Kind extends CallKind = CallKind> =
  | ({ state: "ended" } & CallEnds[Kind])
  | { state: "absent" };
