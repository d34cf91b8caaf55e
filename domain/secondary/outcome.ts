import type { ActingRole } from "../incidents/actions/situation.ts";
import type { Text } from "../words/phrase.ts";
import type { SecondaryRefusal } from "./actions.ts";
import type { SecondaryRecord } from "./record.ts";

/** Who asks, and by which request. `digest`: the proposal's. `role` is null for the engine and in the Temporal UI. */
export interface Asking {
  role: ActingRole | null;
  request: string;
  digest: string;
}

/** `unchanged`: the act was already applied, such as an expiry that came twice. */
export type Acted =
  | { outcome: "changed"; record: SecondaryRecord }
  | { outcome: "unchanged" }
  | { outcome: "refused"; code: SecondaryRefusal | "invalid_input"; reason: Text; field?: string };

export const changed = (record: SecondaryRecord): Acted => ({ outcome: "changed", record });

export const refused = (code: SecondaryRefusal, reason: Text): Acted => ({
  outcome: "refused",
  code,
  reason,
});

export const invalid = (field: string, reason: Text): Acted => ({
  outcome: "refused",
  code: "invalid_input",
  reason,
  field,
});
