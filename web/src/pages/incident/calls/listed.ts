import { mostRounds, type OperatorCallsView } from "../../../../../domain/calls/operators/list.ts";
import type { CallResult } from "../../../../../domain/calls/operators/result.ts";
import type { CallEntry, IncidentAnswer } from "../../../api/types.ts";

/** The operators' call of one person in one round; undefined if none was made. */
export function callOf(incident: IncidentAnswer, contact: string, round: number): CallEntry | undefined {
  const since = Date.parse(incident.slo.detectedAt);
  return incident.calls.findLast(
    (call) =>
      call.kind === "operator" &&
      call.contact === contact &&
      call.round === round &&
      (call.placedAt === null || Date.parse(call.placedAt) >= since),
  );
}

export type WhatFollows =
  | { what: "reached" | "last" | "none" }
  | { what: "next" | "nextRound"; contact: string };

/** What a result of `contact` will lead to, to be said before it is recorded (R5.3.2). */
export function whatFollows(
  calls: OperatorCallsView | null,
  incident: IncidentAnswer,
  contact: string,
  result: CallResult,
): WhatFollows {
  if (result === "reached") return { what: "reached" };
  if (calls === null || calls.state !== "running" || !calls.list.includes(contact)) return { what: "none" };
  const isOpen = (one: string, round: number): boolean => {
    const call = callOf(incident, one, round);
    return one !== contact && (call?.result ?? null) === null;
  };
  const next = calls.list.find((one) => isOpen(one, calls.round));
  if (next !== undefined) return { what: "next", contact: next };
  const first = calls.list[0];
  if (calls.round >= mostRounds || first === undefined) return { what: "last" };
  return { what: "nextRound", contact: first };
}
