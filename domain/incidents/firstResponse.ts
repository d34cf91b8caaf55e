import { alarmKinds, type DispatchKind } from "../messages/kinds.ts";
import { isOperatorRecipient } from "../messages/operatorRecipient.ts";
import { occurrenceOf } from "./steps.ts";

/** The occurrence whose 15 minutes are running. */
interface Clock {
  sloOccurrence: number;
  detectedAt: Date;
}

/** Everything done for an incident, from its rows. */
export interface Done {
  dispatches: readonly {
    channel: string;
    kind: DispatchKind;
    recipient: string;
    step: string;
    outcome: string;
    at: Date;
  }[];
  calls: readonly {
    occurrence: number;
    /** When the provider accepted it. */
    acceptedAt: Date | null;
    endedAt: Date | null;
    outcome: string | null;
  }[];
  runs: readonly {
    step: string;
    /** When something on the target first answered. */
    reachedAt: Date | null;
  }[];
}

export type FirstResponseBy = "call" | "mail" | "runbook";

interface Response {
  at: Date;
  how: FirstResponseBy;
  /** It rests on a call that has not ended. If that call fails, it was no first response. */
  mayFail: boolean;
}

export type FirstResponse = Response | { at: null; how: null; mayFail: false };

/**
 * Finds an incident's first response (R3.1a): the first mail that a server accepted for an address of the customer,
 * the first call that the provider accepted and that did not fail, or the first step of a runbook that its target
 * answered. A call that fails later no longer counts. What was told about an occurrence before the one on the clock
 * does not count.
 */
export function firstResponse(clock: Clock, { dispatches, calls, runs }: Done): FirstResponse {
  const responses = [
    ...dispatches.flatMap((sent) => byMail(clock, sent)),
    ...calls.flatMap((call) => byCall(clock, call)),
    ...runs.flatMap((run) => byRunbook(clock, run)),
  ];
  // Of two at the same moment, the one that cannot be taken back.
  const [first] = responses.sort(
    (one, other) => one.at.getTime() - other.at.getTime() || Number(one.mayFail) - Number(other.mayFail),
  );
  return first ?? { at: null, how: null, mayFail: false };
}

function byMail(
  clock: Clock,
  { channel, kind, recipient, step, outcome, at }: Done["dispatches"][number],
): Response[] {
  const isToCustomer = channel === "mail" && alarmKinds.includes(kind) && !isOperatorRecipient(recipient);
  return isToCustomer && outcome === "sent" && isOnTheClock(clock, occurrenceOf(step), at)
    ? [{ at, how: "mail", mayFail: false }]
    : [];
}

function byCall(
  clock: Clock,
  { occurrence, acceptedAt, endedAt, outcome }: Done["calls"][number],
): Response[] {
  if (acceptedAt === null || outcome === "failed" || !isOnTheClock(clock, occurrence, acceptedAt)) return [];
  return [{ at: acceptedAt, how: "call", mayFail: outcome === null && endedAt === null }];
}

function byRunbook(clock: Clock, { step, reachedAt }: Done["runs"][number]): Response[] {
  return reachedAt !== null && isOnTheClock(clock, occurrenceOf(step), reachedAt)
    ? [{ at: reachedAt, how: "runbook", mayFail: false }]
    : [];
}

/** Judged by the time it was done if its name does not tell the occurrence. */
const isOnTheClock = ({ sloOccurrence, detectedAt }: Clock, occurrence: number | null, at: Date): boolean =>
  occurrence === null ? at >= detectedAt : occurrence >= sloOccurrence;
