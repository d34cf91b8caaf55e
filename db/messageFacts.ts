import type { AlertFacts, ToldEvent } from "../domain/telling/facts.ts";
import type { TellingContext } from "./queries/tellingContext.ts";

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
    firstOccurredAt: inTime(first.startedAt ?? first.occurredAt, first.acceptedAt),
    detectedAt: first.acceptedAt,
    saidAt: alert.acceptedAt,
    ...(event === "recovery" ? { recoveredAt: inTime(alert.occurredAt, alert.acceptedAt) } : {}),
    timezone: configuration?.timezone ?? centreZone,
    centerName,
  };
}

/** The tool's own time; its clock may be wrong, but nothing happened after we heard of it. */
const inTime = (tools: Date | null, acceptedAt: Date): Date =>
  tools !== null && tools < acceptedAt ? tools : acceptedAt;
