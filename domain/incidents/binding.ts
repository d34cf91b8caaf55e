import type { AlertStatus } from "../alerts/alert.ts";
import type { Phrase } from "../words/phrase.ts";
import { oldNewsReasons as reasons } from "./reasons.ts";

/** The fields of an accepted alert that decide its incident. */
export interface UnboundAlert {
  status: AlertStatus;
  series: string;
  /** The tool's own time, as it is compared. */
  occurredAt: Date | null;
  startedAt: Date | null;
  acceptedAt: Date;
}

/** The last closed incident of the same key. */
export interface ClosedIncident {
  number: number;
  resolvedByPerson: boolean;
  /** The start times its alerts carried, by the tool's own clock. */
  startedAt: Date[];
  /** The last recovery of this alert's series; null if none arrived. */
  recovery: { occurredAt: Date | null; acceptedAt: Date } | null;
}

/** For this long after a recovery, the same start firing again is a late copy; later it is firing still or again. */
export const lateCopyMilliseconds = 120_000;

export type Binding =
  | { bind: "open"; reason: string }
  | { bind: "join"; incident: number; reason: string }
  | { bind: "keep-quietly"; incident: number; reason: Phrase }
  | { bind: "nothing"; reason: string };

/** Decides which incident an alert belongs to. It runs once for each alert (R5.1b, contract "The same event"). */
export function bindAlert(
  alert: UnboundAlert,
  openIncident: number | null,
  lastClosed: ClosedIncident | null,
): Binding {
  if (openIncident !== null)
    return { bind: "join", incident: openIncident, reason: "one incident is open for this key" };
  if (alert.status !== "firing")
    return { bind: "nothing", reason: `${alert.status}, and no incident is open for this key` };
  if (lastClosed !== null) {
    const why = whyOld(alert, lastClosed);
    if (why !== null) return { bind: "keep-quietly", incident: lastClosed.number, reason: why };
  }
  return { bind: "open", reason: "a new occurrence" };
}

/**
 * A tool that names an occurrence by its start also recovers it by time-out, and then fires on with the same start.
 * If the tool gives only the time of each message, an older message stays old.
 */
function whyOld(
  alert: UnboundAlert,
  { startedAt, resolvedByPerson, recovery }: ClosedIncident,
): Phrase | null {
  const start = alert.startedAt?.getTime() ?? null;
  const sameStart = startedAt.some((at) => at.getTime() === start);
  if (resolvedByPerson && sameStart) return reasons.resolvedByPerson();
  if (recovery === null) return null;
  const { occurredAt } = recovery;
  const older = alert.occurredAt !== null && occurredAt !== null && alert.occurredAt < occurredAt;
  if (start === null) return older ? reasons.beforeRecovery() : null;
  const soon = alert.acceptedAt.getTime() - recovery.acceptedAt.getTime() < lateCopyMilliseconds;
  return soon && (older || sameStart) ? reasons.lateCopy() : null;
}
