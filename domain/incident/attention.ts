/** Why operators are told of an incident, and why it stands in their queue; the most urgent first. */
export const operatorsReasons = [
  "fault",
  "slo-breach",
  "nobody-told",
  "slo-warning",
  "triage",
  "operator-calls",
  "mail-refused",
  "no-notification",
  "chat-alone",
] as const;
export type OperatorsReason = (typeof operatorsReasons)[number];

/** Of two reasons the more urgent one stays: a warning never hides that nobody was told. */
export function moreUrgent(known: string | null, reason: OperatorsReason): OperatorsReason {
  const rank = (one: string | null): number => operatorsReasons.indexOf(one as OperatorsReason);
  const before = rank(known);
  return before >= 0 && before < rank(reason) ? (known as OperatorsReason) : reason;
}
