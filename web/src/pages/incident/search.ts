export interface IncidentSearch {
  /** `call`: opened from the board to call somebody. */
  panel?: "call";
}

export const incidentSearch = (given: Record<string, unknown>): IncidentSearch =>
  given.panel === "call" ? { panel: "call" } : {};
