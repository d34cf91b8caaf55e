import type { Plan } from "../customers/plan.ts";
import { planIncludes } from "../customers/plan.ts";
import { refusalTexts } from "../incidents/steeringTexts.ts";
import type { Text } from "../words/phrase.ts";
import type { SecondaryKind } from "./record.ts";
import { secondaryRefusalTexts as texts } from "./steeringTexts.ts";

/** Why a plan has no secondary response, in words for operators (R1.5b); null if it has one. */
export function planExcludesSecondary(plan: Plan): Text | null {
  if (planIncludes(plan, "secondaryResponse")) return null;
  return plan === "basic" ? texts.basic() : texts.standard();
}

export type ProposalDecision =
  | { allowed: true }
  | { allowed: false; code: "customer_unknown" | "plan_excludes" | "not_recovered"; reason: Text };

/**
 * Decides whether this kind may be proposed for an incident now. `plan`: the plan at detection (R1.5c), null while
 * the customer is unknown; `isOver`: the incident has recovered or was closed.
 */
export function decideProposal(
  kind: SecondaryKind,
  { plan, isOver }: { plan: Plan | null; isOver: boolean },
): ProposalDecision {
  if (plan === null)
    return { allowed: false, code: "customer_unknown", reason: refusalTexts.customerUnknown() };
  const excluded = planExcludesSecondary(plan);
  if (excluded !== null) return { allowed: false, code: "plan_excludes", reason: excluded };
  return kind === "cause-analysis" && !isOver
    ? { allowed: false, code: "not_recovered", reason: texts.notRecovered() }
    : { allowed: true };
}
