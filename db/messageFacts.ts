import type { AlertFacts, ToldEvent } from "../domain/telling/facts.ts";
import type { TellingContext } from "./queries/tellingContext.ts";

/** The customer's zone where one is known; the control centre's otherwise. */
const centreZone = "Asia/Tokyo";

/** What mails, chats and calls say, from the incident's row and the alert that is told of. */
export function factsOf(context: TellingContext, event: ToldEvent, centerName: string): AlertFacts {
  const { incident, alert, configuration } = context;
  const system = incident.system;
  return {
    event,
    incident: incident.number,
    customer: configuration === null ? null : { id: configuration.customer, name: configuration.name },
    system: system === null ? null : { id: system, name: configuration?.systems[system]?.name ?? system },
    node: incident.node,
    alarm: incident.alarm,
    level: event === "recovery" ? incident.level : alert.level,
    value: alert.value,
    log: alert.log,
    firstOccurredAt: alert.startedAt ?? incident.openedAt,
    detectedAt: alert.acceptedAt,
    ...(event === "recovery" ? { recoveredAt: alert.occurredAt ?? alert.acceptedAt } : {}),
    timezone: configuration?.timezone ?? centreZone,
    centerName,
  };
}
