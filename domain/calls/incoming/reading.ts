import { type Level, levelRank } from "../../alerts/level.ts";
import type { Rule } from "../../customers/configuration.ts";

/** A caller will not listen to more incidents than this. */
export const mostRead = 5;

/** The fields that decide the order in which a caller hears incidents. */
export interface ReadIncident {
  number: number;
  level: Level;
  acknowledgedBy: string | null;
  recoveredAt: Date | null;
  openedAt: Date;
}

/** Incidents without a holder first, recovered ones last; then by level, and the longest open first. */
export function mostUrgentFirst<Incident extends ReadIncident>(incidents: readonly Incident[]): Incident[] {
  const stage = (one: ReadIncident): number => {
    if (one.recoveredAt !== null) return 2;
    return one.acknowledgedBy === null ? 0 : 1;
  };
  return incidents.toSorted(
    (one, other) =>
      stage(one) - stage(other) ||
      levelRank(other.level) - levelRank(one.level) ||
      one.openedAt.getTime() - other.openedAt.getTime() ||
      one.number - other.number,
  );
}

/** Whether a call list of this rule names the contact. */
export function isOnAList(rule: Pick<Rule, "notify" | "escalation">, contact: string): boolean {
  const { businessHours = [], afterHours = [] } = rule.escalation?.operatorCalls ?? {};
  return [...(rule.notify?.call?.list ?? []), ...businessHours, ...afterHours].includes(contact);
}
