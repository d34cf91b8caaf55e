/** The four plans (R1.5a). */
export const plans = ["basic", "standard", "professional", "full"] as const;
export type Plan = (typeof plans)[number];

export const capabilities = [
  "primaryResponse",
  "secondaryResponse",
  "periodicWork",
  "requestedWork",
  "monthlyReport",
] as const;
export type Capability = (typeof capabilities)[number];

const included: Record<Plan, readonly Capability[]> = {
  basic: [],
  standard: ["primaryResponse", "monthlyReport"],
  professional: ["primaryResponse", "secondaryResponse", "monthlyReport"],
  full: capabilities,
};

/** Whether a plan includes a capability (R1.5a, R1.5b). */
export const planIncludes = (plan: Plan, capability: Capability): boolean =>
  included[plan].includes(capability);
