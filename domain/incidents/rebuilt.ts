import type { Level } from "../alerts/level.ts";
import type { Handling } from "./handling.ts";
import type { IncidentMemory } from "./state.ts";

/** What an incident's run knows, read from the rows where the run itself is gone. */
export interface RebuiltIncident {
  /** After the last alert that it provably worked on; later ones are taken in again. */
  memory: IncidentMemory;
  /** Of the rule that matched last. */
  handling: Handling;
  slo: { detectedAt: number; responded: boolean; warned: boolean; breached: boolean; judged: boolean };
  /** Runs of runbooks whose end nobody has dealt with. */
  runs: { step: string; runbook: string }[];
  /** Calls that have ended, those in which a 1 won, and those of call lists whose end nobody wrote down. */
  calls: { ended: string[]; won: string[]; open: OpenRing[] };
  /** A 1 that won and that no acknowledgement covers. */
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
