import type { TimeBand } from "../../customers/configuration.ts";
import type { Text } from "../../words/phrase.ts";
import type { CallResult } from "./result.ts";
import { callsOverTexts, callsStoppedTexts, operatorCallTexts as texts } from "./texts.ts";

/** An operators' call list goes round at most twice (R5.3.2). */
export const mostRounds = 2;

/** One result, as the list counts it. */
export interface ListedResult {
  contact: string;
  round: number;
  result: CallResult;
  by: string;
}

/** Everything the list must remember. The present place follows from the results and is never stored. */
export interface OperatorCalls {
  /** Contact ids in order, at most five. */
  list: string[];
  /** The time band at detection. */
  band: TimeBand;
  results: ListedResult[];
  /** Why the list was stopped early; null if it was not. */
  stopped: "recovered" | "acknowledged" | "silenced" | "resolved" | null;
  /** The contacts to mail if nobody is reached, from the rule that opened the list. */
  mailTo: string[];
}

export type OperatorCallsState = "running" | "reached" | "exhausted" | "stopped";

/** The list as the API shows it (contract "operatorCalls"). */
export interface OperatorCallsView {
  list: string[];
  band: TimeBand;
  round: number;
  /** Whom to call now; null if the list has ended. */
  next: string | null;
  state: OperatorCallsState;
}

/**
 * Works out the present place in the list: the next person in order, at most twice round, until somebody is reached
 * (R5.3.2).
 */
export function viewOperatorCalls({ list, band, results, stopped }: OperatorCalls): OperatorCallsView {
  const lastRound = Math.max(1, ...results.map((one) => one.round));
  const ended = (state: OperatorCallsState): OperatorCallsView => ({
    list,
    band,
    round: lastRound,
    next: null,
    state,
  });
  if (results.some((one) => one.result === "reached")) return ended("reached");
  if (stopped !== null) return ended("stopped");
  for (let round = 1; round <= mostRounds; round++) {
    const next = list.find(
      (contact) => !results.some((one) => one.round === round && one.contact === contact),
    );
    if (next !== undefined) return { list, band, round, next, state: "running" };
  }
  return ended("exhausted");
}

/**
 * Reopens a list when the acknowledgement that ended it lapses (R5.1c). It continues at its place, or from the
 * beginning if somebody was reached. null: something else ended it, or nothing did.
 */
export function reopened(calls: OperatorCalls): OperatorCalls | null {
  if (viewOperatorCalls(calls).state === "reached") return { ...calls, results: [], stopped: null };
  return calls.stopped === "acknowledged" ? { ...calls, stopped: null } : null;
}

export type ResultDecision =
  | { take: true; calls: OperatorCalls; view: OperatorCallsView }
  | { take: false; code: "call_list_ended" | "not_on_list" | "already_recorded"; reason: Text };

/** Counts the result of one person on the list. Anyone on it may be called out of turn. */
export function recordResult(
  calls: OperatorCalls,
  contact: string,
  result: CallResult,
  by: string,
): ResultDecision {
  const before = viewOperatorCalls(calls);
  if (before.state !== "running")
    return { take: false, code: "call_list_ended", reason: endedWords(calls, before.state) };
  if (!calls.list.includes(contact)) return { take: false, code: "not_on_list", reason: texts.notOnList() };
  const { round } = before;
  const earlier = calls.results.find((one) => one.round === round && one.contact === contact);
  if (earlier !== undefined)
    return { take: false, code: "already_recorded", reason: texts.recordedBy({ round, by: earlier.by }) };
  const after = { ...calls, results: [...calls.results, { contact, round, result, by }] };
  return { take: true, calls: after, view: viewOperatorCalls(after) };
}

function endedWords(calls: OperatorCalls, state: OperatorCallsState): Text {
  if (state === "reached") {
    const reached = calls.results.find((one) => one.result === "reached");
    return reached === undefined ? texts.reached() : texts.reachedBy({ by: reached.by });
  }
  return state === "exhausted"
    ? callsOverTexts.exhausted()
    : callsStoppedTexts[calls.stopped ?? "recovered"]();
}
