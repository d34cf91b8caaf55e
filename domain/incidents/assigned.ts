import type { Plan } from "../customers/plan.ts";
import type { Text } from "../words/phrase.ts";
import type { Handling } from "./handling.ts";

/** The outcome of giving an incident in triage its rule or customer. */
export type Assigned =
  | {
      result: "assigned";
      by: string;
      customer: string;
      rule: string;
      system: string | null;
      plan: Plan;
      handling: Handling;
    }
  | { result: "refused"; code: string; reason: Text };
