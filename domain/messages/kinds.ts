/** The kinds of message, as the reader of a mail or chat sees them. */
export const dispatchKinds = [
  "alert",
  "repeat",
  "recovery",
  "fallback",
  "escalation",
  "operator",
  "status",
  "report",
] as const;
export type DispatchKind = (typeof dispatchKinds)[number];

/**
 * Kinds that report trouble. Sent by mail to the customer's people, they count as a first response (R3.1a), and
 * everyone who got one is told of the recovery afterwards (R5.1d).
 */
export const alarmKinds: readonly DispatchKind[] = ["alert", "fallback", "escalation", "operator"];
