/** A first response is promised within 15 minutes of detection (R3.1a). */
export const firstResponseMinutes = 15;

export type SloResult = "running" | "met" | "breached" | "not-needed";

export interface SloFacts {
  detectedAt: Date;
  /** null while silenced: no clock runs (R3.1c). */
  deadlineAt: Date | null;
  firstResponseAt: Date | null;
  recoveredAt: Date | null;
  closedAt: Date | null;
  /** The operator who closed it; null if it closed because it fell quiet, which needs a response like any other. */
  resolvedBy: string | null;
  /** When a breach was recorded; nothing takes it back. */
  breachedAt: Date | null;
}

export interface SloStatus {
  result: SloResult;
  breached: boolean;
  reason: string;
}

export const deadlineAfter = (detectedAt: Date): Date =>
  new Date(detectedAt.getTime() + firstResponseMinutes * 60_000);

/**
 * Compares an incident with its promise (R3.1a, R3.1b). A late first response never hides the breach. An incident
 * that ends in time before any response needs none.
 */
export function sloStatus(facts: SloFacts, now: Date): SloStatus {
  const { deadlineAt, firstResponseAt, breachedAt } = facts;
  const endedAt = neededUntil(facts);
  if (breachedAt !== null) return { result: "breached", breached: true, reason: "a breach is recorded" };
  if (deadlineAt === null) return { result: "running", breached: false, reason: "silenced" };
  if (endedAt !== null && endedAt <= deadlineAt && (firstResponseAt === null || endedAt < firstResponseAt))
    return { result: "not-needed", breached: false, reason: "ended before any first response was needed" };
  if (firstResponseAt !== null && firstResponseAt <= deadlineAt)
    return { result: "met", breached: false, reason: "first response in time" };
  if (firstResponseAt !== null || now > deadlineAt)
    return { result: "breached", breached: true, reason: "no first response in time" };
  return { result: "running", breached: false, reason: "the time is still running" };
}

/** When it recovered or an operator closed it, whichever came first; null while a response is needed. */
function neededUntil({ recoveredAt, closedAt, resolvedBy }: SloFacts): Date | null {
  const resolvedAt = resolvedBy === null ? null : closedAt;
  if (recoveredAt === null || resolvedAt === null) return recoveredAt ?? resolvedAt;
  return recoveredAt < resolvedAt ? recoveredAt : resolvedAt;
}
