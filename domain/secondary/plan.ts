import type { Plan } from "../plan.ts";
import { planIncludes } from "../plan.ts";
import { secondaryRefusalTexts as texts } from "../texts/secondary.ts";

/** Why a plan has no secondary response, in words for whoever asks (R1.5b); null: it has. */
export function planExcludesSecondary(plan: Plan): string | null {
  if (planIncludes(plan, "secondaryResponse")) return null;
  return plan === "basic" ? texts.basic() : texts.standard();
}
