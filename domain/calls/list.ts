import type { CallPlan } from "../customers/configuration.ts";
import type { CallOutcome, HowToEnd } from "./outcome.ts";

/** One place in a list, in one round. `try` is 2 if the provider proved that it never had the first call. */
export interface Place {
  round: number;
  position: number;
  try: number;
}

/**
 * `absent`: the provider never had it; `withdrawn`: stopped before it was dialled. In both cases the phone cannot
 * have rung.
 */
export type AttemptResult = CallOutcome | "absent" | "withdrawn";

export interface Attempt extends Place {
  contact: string;
  /** 1 was pressed in this call, so we never end it. */
  won: boolean;
  /** We asked the provider to end it. */
  endRequested: boolean;
  /** null while it is claimed, placed or under way. */
  result: AttemptResult | null;
}

export type StopReason = "key" | "acknowledged" | "recovered" | "silenced" | "closed";

export interface ListState {
  attempts: readonly Attempt[];
  stopped: StopReason | null;
}

export type ListResult = "acknowledged" | "stopped" | "nobody" | "all-skipped";

export type ListDecision =
  | { next: "ring"; calls: (Place & { contact: string })[]; reason: string }
  | { next: "wait"; end: { calls: Place[]; how: HowToEnd } | null; reason: string }
  | { next: "finish"; result: ListResult; reason: string };

/** A person is rung once more if the provider proves that it never had the call. */
const mostTries = 2;

/**
 * Decides what an automatic call does next (R5.2.2a-f). A round goes through the whole list. The first key 1 ends
 * everything, and nothing rings after an acknowledgement or a recovery. Nobody is rung twice for one place of a round
 * unless the phone cannot have rung.
 */
export function decideNextCalls(plan: CallPlan, state: ListState): ListDecision {
  const underWay = state.attempts.filter((attempt) => attempt.result === null);
  if (state.stopped !== null) return stop(plan, state.stopped, underWay);
  const absent = state.attempts.filter((attempt) => shouldTryAgain(attempt, state.attempts));
  if (absent.length > 0)
    return { next: "ring", calls: absent.map(again), reason: "the provider never had this call" };
  if (underWay.length > 0) return { next: "wait", end: null, reason: "a call is under way" };
  return goOn(plan, state.attempts);
}

function stop(plan: CallPlan, why: StopReason, underWay: readonly Attempt[]): ListDecision {
  if (underWay.length === 0) {
    return why === "key"
      ? { next: "finish", result: "acknowledged", reason: "somebody pressed 1" }
      : { next: "finish", result: "stopped", reason: why };
  }
  const toEnd = underWay.filter((attempt) => !attempt.endRequested && !attempt.won);
  if (plan.mode === "sequential" || toEnd.length === 0)
    return { next: "wait", end: null, reason: `${why}: what is under way ends by itself` };
  const how = why === "key" ? "hang-up" : "if-ringing";
  return { next: "wait", end: { calls: toEnd.map(place), how }, reason: `${why}: the other calls are ended` };
}

function goOn(plan: CallPlan, attempts: readonly Attempt[]): ListDecision {
  const round = Math.max(1, ...attempts.map((attempt) => attempt.round));
  const inRound = attempts.filter((attempt) => attempt.round === round);
  const called = new Set(inRound.map((attempt) => attempt.position));
  const left = places(plan, round).filter((call) => !called.has(call.position));
  if (left.length > 0) {
    const calls = plan.mode === "simultaneous" ? left : left.slice(0, 1);
    return { next: "ring", calls, reason: inRound.length === 0 ? "the list begins" : "the next in the list" };
  }
  if (inRound.every((attempt) => attempt.result === "skipped")) {
    const result = attempts.every((attempt) => attempt.result === "skipped") ? "all-skipped" : "nobody";
    return { next: "finish", result, reason: "everyone was rung within the skip interval" };
  }
  if (round > plan.retries)
    return { next: "finish", result: "nobody", reason: "nobody pressed 1 in any round" };
  const next = places(plan, round + 1);
  const calls = plan.mode === "simultaneous" ? next : next.slice(0, 1);
  return { next: "ring", calls, reason: `nobody was reached: round ${round + 1}` };
}

const places = (plan: CallPlan, round: number) =>
  plan.list.map((contact, index) => ({ round, position: index + 1, try: 1, contact }));

function shouldTryAgain(attempt: Attempt, all: readonly Attempt[]): boolean {
  if (attempt.result !== "absent" || attempt.try >= mostTries) return false;
  return !all.some(
    (other) =>
      other.round === attempt.round && other.position === attempt.position && other.try > attempt.try,
  );
}

const again = (attempt: Attempt) => ({ ...place(attempt), try: attempt.try + 1, contact: attempt.contact });

const place = (attempt: Place): Place => ({
  round: attempt.round,
  position: attempt.position,
  try: attempt.try,
});
