import { comparableTime } from "../../domain/alerts/alert.ts";
import type { AlertFacts, ToldEvent } from "../../domain/messages/facts.ts";
import type { AlertRow } from "../schema/index.ts";
import type { TellingContext } from "./tellingContext.ts";

/** Used when no customer's zone is known. */
const centreZone = "Asia/Tokyo";

/**
 * The facts that mails, chats and calls state. When it began is taken from the first alert: tools give a
 * recovery other times (Grafana 12.0 gives the end as its beginning), and a repeat was detected later.
 */
export function factsOf(context: TellingContext, event: ToldEvent, centerName: string): AlertFacts {
  const { incident, alert, level, first, configuration } = context;
  const system = incident.system;
  return {
    event,
    incident: incident.number,
    customer: configuration === null ? null : { id: configuration.customer, name: configuration.name },
    system: system === null ? null : { id: system, name: configuration?.systems[system]?.name ?? system },
    node: incident.node,
    alarm: incident.alarm,
    level,
    value: alert.value,
    log: alert.log,
    firstOccurredAt: beganAt(first),
    detectedAt: first.acceptedAt,
    saidAt: alert.acceptedAt,
    ...(event === "recovery" ? { recoveredAt: recoveredAt(context) } : {}),
    timezone: configuration?.timezone ?? centreZone,
    centerName,
  };
}

/** The tool's own time, or ours if it gave none. */
const inTime = (occurredAt: Date | null, acceptedAt: Date): Date =>
  comparableTime({ occurredAt, acceptedAt }) ?? acceptedAt;

/** Nothing recovers before it began. Perhaps the recovery alone has a tool's time, from a slow clock. */
function recoveredAt({ first, alert }: TellingContext): Date {
  const began = beganAt(first);
  const recovered = inTime(alert.occurredAt, alert.acceptedAt);
  return recovered < began ? began : recovered;
}

const beganAt = (first: AlertRow): Date => inTime(first.startedAt ?? first.occurredAt, first.acceptedAt);
