import type { Pace } from "../../db/calls/pace.ts";
import type { Permission } from "../../db/calls/permission.ts";
import type { StopReason } from "../../domain/calls/list.ts";
import type { HowToEnd } from "../../domain/calls/outcome.ts";
import type { Text } from "../../domain/words/phrase.ts";
import type { CallRequest, ProviderCall } from "../providers/twilio.ts";
import type { CallKind, CallSeen } from "./contract.ts";

/** The part of a call's row that all kinds share. */
export interface LedgerCall {
  id: string;
  /** Set before the request is sent: from then on the phone may ring. */
  requestedAt: Date | null;
  /** The provider's id, once known. */
  sid: string | null;
  /** The phone cannot have rung. */
  notPlaced: boolean;
}

/**
 * The rows of one kind of call. The telephone (dial.ts, lookUp.ts, end.ts) is the same for all kinds: it asks
 * the provider and reports the result here. A new kind needs a ledger and a claim that writes its rows; if
 * those have their own table, `isKnownSid` must look there too.
 */
export interface CallLedger<Kind extends CallKind, Call extends LedgerCall = LedgerCall> {
  /** After this time, a call missing from the provider's list was never placed; null: see the last look. */
  readonly absentAfterSeconds: number | null;
  read(id: string): Promise<Call | null>;
  /**
   * Marks a call as requested, unless the workflow has stopped calling or a stored fact forbids it. From then
   * on it is only looked up (RA2). With a pace, it must find a free slot; without, it has its slot.
   */
  permit(id: string, stopped: StopReason | null, pace: Pace | null): Promise<Permission<Call>>;
  /** What to ask the provider for. */
  request(call: Call): CallAsked;
  accepted(call: Call, sid: string): Promise<void>;
  /** The request got no answer; the phone may ring. */
  unanswered(call: Call, reason: Text): Promise<void>;
  /** The provider does not place the call and is not asked again. */
  refused(call: Call, reason: Text): Promise<void>;
  /** The call was certainly not placed and may be requested again. */
  takeBack(call: Call): Promise<void>;
  /** A request without an answer turned up in the provider's list. */
  found(call: Call, at: ProviderCall): Promise<void>;
  /** Stores what the provider says of the call, as if its callbacks had come. */
  hear(call: Call, sid: string, status: string): Promise<Heard>;
  /** Reads the call's progress from its facts and row and records what is new. Safe to repeat. */
  recordEnd(id: string): Promise<CallSeen<Kind>>;
  /** The provider never had the call. */
  absent(call: Call): Promise<CallSeen<Kind>>;
  /** Stops waiting for the call: it ends in the state last seen. */
  giveUp(call: Call, leftAs: LeftAs): Promise<CallSeen<Kind>>;
  /** Called just before the provider is asked to end the call. */
  noteEnding(call: Call, how: HowToEnd): Promise<void>;
}

export interface CallAsked extends Pick<CallRequest, "to" | "ringSeconds" | "talkSeconds"> {
  /** Path of its callbacks, below /callbacks/twilio. */
  voicePath: string;
  statusPath: string;
}

/** `absent`: certainly no phone of the person to be called has rung. */
export type Heard = "said" | "absent" | "no-word";

/** `perhaps-placed`: even the request to place it got no answer. */
export type LeftAs = "talking" | "ringing" | "no-word" | "perhaps-placed";
