import type { StopReason } from "../../domain/calls/list.ts";
import type { CallResult } from "../../domain/calls/operators/result.ts";
import type { CallOutcome, HowToEnd } from "../../domain/calls/outcome.ts";
import type { RingClaim, RingOrder } from "../../domain/calls/ring.ts";
import type { Text } from "../../domain/words/phrase.ts";

/** The one telephone for every kind of call. */
export interface TelephoneActivities {
  /** Asks the provider to place the call; never twice for one row. */
  dialCall(order: CallRef & DialOrder): Promise<Dialled>;
  /** Looks a call up in the ledger, then at the provider. With `last` it settles the call in any case. */
  lookUpCall<Kind extends CallKind>(order: CallRef<Kind> & { last: boolean }): Promise<CallSeen<Kind>>;
  endCall(order: CallRef & { how: HowToEnd }): Promise<void>;
  /** Reads the call's end from its stored facts and records it. */
  recordCallEnd<Kind extends CallKind>(order: CallRef<Kind>): Promise<CallSeen<Kind>>;
}

export interface ListActivities {
  /** Claims one place of a list for one ring, by the skip interval and facts stored but not yet relayed. */
  claimCall(order: PlaceOrder): Promise<RingClaim>;
  /** The same, and dials at once what it claimed; `dialled` is null if that was nothing. Safe to repeat. */
  claimAndDial(order: PlaceOrder): Promise<{ claim: RingClaim; dialled: Dialled | null }>;
  /** Why stored facts end an occurrence's call lists, even before its workflow knows; null: they go on. */
  whyNotRing(question: { incident: number; occurrence: number }): Promise<StopReason | null>;
}

/** One place of a list; the number is looked up when the call is claimed. */
export type PlaceOrder = Omit<RingOrder, "customer" | "phone">;

/** How each kind of call ends: automatic, an operator's, or an operation test's. */
export interface CallEnds {
  auto: { outcome: CallOutcome };
  operator: {
    /** null: somebody answered, and the operator must say who. */
    result: CallResult | null;
    reason: Text | null;
    /** The contact's own phone may have rung. */
    contactCalled: boolean;
  };
  test: { outcome: CallOutcome };
}

/** Each kind has its own ledger (ledger.ts). */
export type CallKind = keyof CallEnds;

/** A call by the id of its row. */
export interface CallRef<Kind extends CallKind = CallKind> {
  kind: Kind;
  call: string;
}

export interface DialOrder {
  call: string;
  /** Why the call must not ring any more, if the workflow already knows. */
  stopped: StopReason | null;
  /** This is the last try: a request that is not accepted is recorded as failed. */
  lastTry: boolean;
  /** To be dialled at once or not at all; otherwise its turn has come in the queue. */
  eager: boolean;
}

export type Dialled =
  | { result: "accepted" }
  | { result: "unknown" }
  | { result: "not-placed"; retryAfterSeconds: number | null }
  | { result: "refused" }
  | { result: "stopped"; why: StopReason }
  /** Dialled eagerly, it found no free slot, and is to wait for its turn in the queue. */
  | { result: "no-slot" };

export type CallSeen<Kind extends CallKind = CallKind> =
  | Settled<Kind>
  /** `no-word`: the provider does not answer, or its list may not show the call yet. */
  | { state: "ringing" | "talking" | "no-word" };

/** `absent`: the provider never had the call, and no phone can have rung. */
export type Settled<Kind extends CallKind = CallKind> =
  | ({ state: "ended" } & CallEnds[Kind])
  | { state: "absent" };
