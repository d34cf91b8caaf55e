import type { Level } from "../alerts/level.ts";
import type { Handling } from "./handling.ts";
import type { IncidentMemory } from "./state.ts";

/** What an incident's run knew, rebuilt from the rows after the run itself is gone. */
export interface RebuiltIncident {
  /** The memory after the last alert that the run provably worked on; later alerts are applied again. */
  memory: IncidentMemory;
  /** The handling of the rule that matched last. */
  handling: Handling;
  slo: { detectedAt: number; responded: boolean; warned: boolean; breached: boolean; judged: boolean };
  /** Runs of runbooks whose end has not been handled. */
  runs: { step: string; runbook: string }[];
  /**
   * `ended`: calls that have ended; `won`: calls that were acknowledged with key 1; `open`: calls of lists whose end
   * is not recorded.
   */
  calls: { ended: string[]; won: string[]; open: OpenRing[] };
  /** Key presses that acknowledged, but that no recorded acknowledgement covers. */
  keys: RebuiltKey[];
}

export interface OpenRing {
  call: string;
  contact: string;
  ringSeconds: number;
}

export interface RebuiltKey {
  call: string;
  by: string;
  at: number;
  occurrence: number;
  level: Level;
}
