import type { Text } from "../words/phrase.ts";
import type { StopReason } from "./list.ts";

/** One ring of one number, as a list orders it. */
export interface RingOrder {
  incident: number;
  customer: string | null;
  occurrence: number;
  step: string;
  round: number;
  position: number;
  try: number;
  contact: string;
  phone: string;
  skipMinutes: number;
  ringSeconds: number;
}

export type RingClaim =
  | { result: "claimed"; call: string }
  | { result: "skipped"; reason: Text }
  | { result: "stopped"; why: StopReason }
  /** Another list of this incident is ringing this number; ask again when that call has ended. */
  | { result: "number-in-use"; by: string };

/** An operator's call to one contact (R5.3.2), placed by the system or by hand. */
export interface OperatorCallOrder {
  incident: number;
  customer: string | null;
  occurrence: number;
  /** The name of the action's request; each request has one row. */
  request: string;
  round: number;
  position: number;
  contact: string;
  phone: string;
  calledBy: string;
  /** null if called by hand. */
  operatorPhone: string | null;
  /** When a call by hand was made, in epoch milliseconds; null: now. */
  placedAt: number | null;
}
