/** What a message is to its reader, by mail or chat. */
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
 * Those that say that something is wrong: by mail to the customer's people they are a first response (R3.1a), and who got
 * one is told of the recovery, after it (R5.1d).
 */
export const alarmKinds: readonly DispatchKind[] = ["alert", "fallback", "escalation", "operator"];
