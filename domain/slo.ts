/** A first response is promised within 15 minutes of detection (R3.1a). */
export const firstResponseMinutes = 15;

export type SloResult = "running" | "met" | "breached" | "not-needed";

export interface SloFacts {
  detectedAt: Date;
  /** null while silenced: no clock runs (R3.1c). */
  deadlineAt: Date | null;
  firstResponseAt: Date | null;
  /** Recovered, resolved or closed, whichever came first; null while it still fires. */
  endedAt: Date | null;
}

export interface SloStatus {
  result: SloResult;
  breached: boolean;
  reason: string;
}

export const deadlineAfter = (detectedAt: Date): Date =>
  new Date(detectedAt.getTime() + firstResponseMinutes * 60_000);

/**
 * How an incident stands with its promise (R3.1a, R3.1b). A late first response never hides the breach, and one
 * that ended inside the time before any response needed none.
 */
export function sloStatus(facts: SloFacts, now: Date): SloStatus {
  const { deadlineAt, firstResponseAt, endedAt } = facts;
  if (deadlineAt === null) return { result: "running", breached: false, reason: "silenced" };
  if (endedAt !== null && endedAt <= deadlineAt && (firstResponseAt === null || endedAt < firstResponseAt))
    return { result: "not-needed", breached: false, reason: "ended before any first response was needed" };
  if (firstResponseAt !== null && firstResponseAt <= deadlineAt)
    return { result: "met", breached: false, reason: "first response inside the time" };
  if (firstResponseAt !== null || now > deadlineAt)
    return { result: "breached", breached: true, reason: "no first response inside the time" };
  return { result: "running", breached: false, reason: "the time still runs" };
}
