import type { Handling } from "./handling.ts";
import type { IncidentMemory } from "./state.ts";

/** What an incident's run knows, read from the rows where the run itself is gone. */
export interface RebuiltIncident {
  memory: IncidentMemory;
  /** Of the rule that matched last. */
  handling: Handling;
  slo: { detectedAt: number; responded: boolean; warned: boolean; breached: boolean };
  /** Runs of runbooks whose end nobody may have heard. */
  runs: { step: string; runbook: string }[];
  /** Calls of this occurrence that have ended, and those in which a 1 won. */
  calls: { ended: string[]; won: string[] };
  /** What was written down of it. */
  row: { occurrence: number; recovered: boolean };
}
