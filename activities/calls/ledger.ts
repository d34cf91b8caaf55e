import type { Permission } from "../../db/calls/calls.ts";
import type { StopReason } from "../../domain/calls/list.ts";
import type { HowToEnd } from "../../domain/calls/outcome.ts";
import type { Text } from "../../domain/words/phrase.ts";
import type { CallRequest, ProviderCall } from "../providers/twilio.ts";
import type { CallKind, CallSeen } from "./contract.ts";

/** A call's row, as far as calls of every kind have it. */
export interface LedgerCall {
  id: string;
  /** Set before the request goes out: from here on the phone may ring. */
  requestedAt: Date | null;
  /** The provider's id, once known. */
  sid: string | null;
  /** The phone cannot have rung. */
  notPlaced: boolean;
}

/**
 * What the rows of one kind of calls answer and record. The telephone (dial.ts, lookUp.ts, end.ts) is the same for all kinds: it
 * asks the provider and says here what came of it. A further kind is one more ledger, and a claim that writes its rows; where
 * these have a table of their own, `isKnownSid` looks there too.
 */
export interface CallLedger<Kind extends CallKind, Call extends LedgerCall = LedgerCall> {
  /** A call that the provider's list does not have so long after its request was never placed; null: only the last look says so. */
  readonly absentAfterSeconds: number | null;
  read(id: string): Promise<Call | null>;
  /** Marks a call as requested unless something stored speaks against it: after that it is only looked up (RA2). */
  permit(id: string, stopped: StopReason | null): Promise<Permission<Call>>;
  /** What the provider is asked for. */
  request(call: Call): CallAsked;
  accepted(call: Call, sid: string): Promise<void>;
  /** The request got no answer: the phone may ring. */
  unanswered(call: Call, reason: Text): Promise<void>;
  /** The provider does not place it, and is not asked again. */
  refused(call: Call, reason: Text): Promise<void>;
  /** Surely not placed: it may be requested again. */
  takeBack(call: Call): Promise<void>;
  /** A request without an answer stands in the provider's list after all. */
  found(call: Call, at: ProviderCall): Promise<void>;
  /** Keeps what the provider says of the call as if its callbacks had come. */
  hear(call: Call, sid: string, status: string): Promise<Heard>;
  /** Reads how far the call has come from its facts and its row, and records what is new. Asked again, the same answer. */
  recordEnd(id: string): Promise<CallSeen<Kind>>;
  /** The provider never had it. */
  absent(call: Call): Promise<CallSeen<Kind>>;
  /** Nobody waits for it any longer: it ends as what it was seen to be last. */
  giveUp(call: Call, leftAs: LeftAs): Promise<CallSeen<Kind>>;
  /** We are about to ask the provider to end it. */
  noteEnding(call: Call, how: HowToEnd): Promise<void>;
}

export interface CallAsked extends Pick<CallRequest, "to" | "ringSeconds" | "talkSeconds"> {
  /** Where its callbacks go, below /callbacks/twilio. */
  voicePath: string;
  statusPath: string;
}

/** `absent`: surely nobody whom the call is for was rung. */
export type Heard = "said" | "absent" | "no-word";

/** `perhaps-placed`: not even its request was answered. */
export type LeftAs = "talking" | "ringing" | "no-word" | "perhaps-placed";
