/** Why an incident stands in the operators' queue; the most urgent first. */
export const attentionReasons = [
  "fault",
  "slo-breach",
  "nobody-told",
  "slo-warning",
  "callback",
  "triage",
  "runbook-asks",
  "runbook-failed",
  "operator-calls",
  "mail-refused",
  "runbook-start",
  "no-notification",
  "chat-alone",
  "secondary",
] as const;
export type AttentionReason = (typeof attentionReasons)[number];

/** Of two reasons the more urgent one stays: a warning never hides that nobody was told. */
export function moreUrgent(known: string | null, reason: AttentionReason): AttentionReason {
  const rank = (one: string | null): number => attentionReasons.indexOf(one as AttentionReason);
  const before = rank(known);
  return before >= 0 && before < rank(reason) ? (known as AttentionReason) : reason;
}

/** Over once somebody of the customer has heard of it. */
const overByResponse: readonly string[] = ["slo-warning", "runbook-start", "no-notification", "chat-alone"];

/** The reason as long as it stands: that nobody would be told, or not in time, is over with the first response. */
export const standingAttention = (facts: { attention: string | null; responded: boolean }): string | null =>
  facts.responded && overByResponse.includes(facts.attention ?? "") ? null : facts.attention;
