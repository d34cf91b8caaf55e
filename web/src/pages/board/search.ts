import { type Level, levels } from "../../../../domain/alerts/level.ts";

export const boardStates = ["triage", "open", "acknowledged", "recovered"] as const;
export type BoardState = (typeof boardStates)[number];

/** The filters as the address holds them: they survive the way to an incident and back. */
export interface BoardSearch {
  customer?: string;
  level?: Level;
  state?: BoardState;
  /** Only those this person has taken. */
  mine?: true;
  text?: string;
}

export function boardSearch(given: Record<string, unknown>): BoardSearch {
  const { customer, level, state, mine, text } = given;
  return {
    ...(typeof customer === "string" && customer !== "" && { customer }),
    ...(levels.some((one) => one === level) && { level: level as Level }),
    ...(boardStates.some((one) => one === state) && { state: state as BoardState }),
    ...((mine === true || mine === "true") && { mine: true as const }),
    ...((typeof text === "string" || typeof text === "number") && text !== "" && { text: String(text) }),
  };
}
