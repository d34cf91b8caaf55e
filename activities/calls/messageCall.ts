import { type CallFact, type CallOutcome, callEnd, type HowToEnd } from "../../domain/calls/outcome.ts";
import { callReasonTexts } from "../../domain/calls/texts.ts";
import type { Text } from "../../domain/words/phrase.ts";
import type { CallEnds, CallSeen } from "./contract.ts";
import type { LeftAs } from "./ledger.ts";

/** The part of the row that a call reading a message and waiting for a key needs. */
interface MessageCall {
  sid: string | null;
  endRequested: HowToEnd | null;
  outcome: CallOutcome | null;
  notPlaced: boolean;
}

interface StoredFact extends CallFact {
  sid: string;
  receivedAt: Date;
}

/** What the facts say beyond the row. */
export interface News {
  sid: string | null;
  /** When the provider first reported anything about the call. */
  heardAt: Date | null;
  answeredAt: Date | null;
  /** null while the call has not ended. */
  end: End | null;
}

export interface End {
  outcome: CallOutcome;
  reason: Text | null;
  endedAt: Date;
  /** The phone cannot have rung. */
  notPlaced: boolean;
}

/** Reads the call's progress. Facts count before the row: late ones may add to it, such as a 1 after all. */
export function readMessageCall(
  call: MessageCall,
  facts: readonly StoredFact[],
): { seen: CallSeen<"auto" | "test">; news: News | null } {
  const [first] = facts;
  const sid = call.sid ?? first?.sid ?? null;
  const heardAt = first?.receivedAt ?? null;
  const answeredAt = facts.find((fact) => fact.value === "in-progress")?.receivedAt ?? null;
  const end = callEnd(facts, call.endRequested);
  if (!end.ended) {
    const seen = call.outcome === null ? underWay(end) : settledBefore(call.outcome, call.notPlaced);
    return { seen, news: sid === call.sid ? null : { sid, heardAt, answeredAt, end: null } };
  }
  const { outcome, reason } = end;
  const seen = { state: "ended", outcome } as const;
  if (call.outcome === outcome) return { seen, news: null };
  const endedAt = facts.findLast((fact) => fact.kind === "status")!.receivedAt;
  const notPlaced = outcome === "failed";
  return { seen, news: { sid, heardAt, answeredAt, end: { outcome, reason, endedAt, notPlaced } } };
}

const underWay = ({ answered }: { answered: boolean }) =>
  ({ state: answered ? "talking" : "ringing" }) as const;

/** Answers a repeated question (the first answer may be lost) in the same way. */
const settledBefore = (outcome: CallOutcome, notPlaced: boolean): CallSeen<"auto" | "test"> =>
  notPlaced ? { state: "absent" } : { state: "ended", outcome };

/** How to record a call whose end nobody could report. */
export const endOfLeft: Record<LeftAs, CallEnds["auto"] & { reason: Text }> = {
  talking: { outcome: "ignored", reason: callReasonTexts.tooLong() },
  ringing: { outcome: "missed", reason: callReasonTexts.tooLong() },
  "no-word": { outcome: "missed", reason: callReasonTexts.noWord() },
  "perhaps-placed": { outcome: "failed", reason: callReasonTexts.perhapsPlaced() },
};
