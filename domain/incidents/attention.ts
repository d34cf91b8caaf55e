/** Why an incident is in the operators' queue; the most urgent first. */
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

/** Keeps the more urgent of two reasons: a warning never hides that nobody was told. */
export function moreUrgent(known: string | null, reason: AttentionReason): AttentionReason {
  const rank = (one: string | null): number => attentionReasons.indexOf(one as AttentionReason);
  const before = rank(known);
  return before >= 0 && before < rank(reason) ? (known as AttentionReason) : reason;
}

/** Reasons that no longer apply once someone of the customer knows. */
const overByResponse: readonly string[] = ["slo-warning", "runbook-start", "no-notification", "chat-alone"];

/** The reason that still applies. The first response ends every warning that nobody would be told, or not in time. */
export const standingAttention = (facts: { attention: string | null; responded: boolean }): string | null =>
  facts.responded && overByResponse.includes(facts.attention ?? "") ? null : facts.attention;

/** What nobody of the customer heard of is looked at even when it has ended by itself. */
export const attentionAfterClosing = (attention: string | null): string | null =>
  attention === "nobody-told" ? attention : null;
