/** Why operators are told of an incident, and why it stands in their queue; the most urgent first. */
export const operatorsReasons = [
  "fault",
  "slo-breach",
  "nobody-told",
  "slo-warning",
  "triage",
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

/** The reason as long as it stands: a warning of the deadline is over once a first response was made. */
export const standingAttention = (facts: { attention: string | null; responded: boolean }): string | null =>
  facts.attention === "slo-warning" && facts.responded ? null : facts.attention;
