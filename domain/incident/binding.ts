import type { AlertStatus } from "../alert.ts";

/** An accepted alert, as far as its incident is to be found. */
export interface UnboundAlert {
  status: AlertStatus;
  series: string;
  occurredAt: Date | null;
  startedAt: Date | null;
}

/** The last closed incident of the same key, with what its series said last. */
export interface ClosedIncident {
  number: number;
  resolvedByPerson: boolean;
  /** The starts its alerts carried, by the tool's own time. */
  startedAt: Date[];
  /** When this alert's series recovered, by the tool's own time; null where unknown. */
  seriesRecoveredAt: Date | null;
}

export type Binding =
  | { bind: "open"; reason: string }
  | { bind: "join"; incident: number; reason: string }
  | { bind: "keep-quietly"; incident: number; reason: string }
  | { bind: "nothing"; reason: string };

/** Decides which incident an alert belongs to; it is asked once for each alert (R5.1b, contract "The same event"). */
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

function whyOld(alert: UnboundAlert, closed: ClosedIncident): string | null {
  const started = alert.startedAt;
  const sameStart = started !== null && closed.startedAt.some((at) => at.getTime() === started.getTime());
  if (closed.resolvedByPerson && sameStart) return "an operator resolved this very occurrence";
  const late =
    alert.occurredAt !== null &&
    closed.seriesRecoveredAt !== null &&
    alert.occurredAt < closed.seriesRecoveredAt;
  return late ? "it tells of a time before the recovery that is known" : null;
}
