import { comparableTime } from "../../domain/alerts/alert.ts";
import type { AlertFacts, ToldEvent } from "../../domain/messages/facts.ts";
import type { AlertRow } from "../schema/index.ts";
import type { TellingContext } from "./tellingContext.ts";

/** The customer's zone where one is known; the control centre's otherwise. */
const centreZone = "Asia/Tokyo";

/**
 * What mails, chats and calls say. Since when is the first alert's to say: tools give a recovery other times (Grafana
 * 12.0: it began when it ended), and a repeat was detected later.
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

/** The tool's own time; ours where it gave none. */
const inTime = (occurredAt: Date | null, acceptedAt: Date): Date =>
  comparableTime({ occurredAt, acceptedAt }) ?? acceptedAt;

/** Nothing recovers before it began: the recovery alone may have a tool's time, of a clock that is behind. */
function recoveredAt({ first, alert }: TellingContext): Date {
  const began = beganAt(first);
  const recovered = inTime(alert.occurredAt, alert.acceptedAt);
  return recovered < began ? began : recovered;
}

const beganAt = (first: AlertRow): Date => inTime(first.startedAt ?? first.occurredAt, first.acceptedAt);
