import type { CallPlan } from "../customers/configuration.ts";
import type { Attempt, AttemptResult, ListState, Place } from "./list.ts";

export const planOf = (plan: Partial<CallPlan> = {}): CallPlan => ({
  mode: "sequential",
  list: ["sato", "suzuki", "tanaka"],
  skipMinutes: 60,
  retries: 0,
  ringSeconds: 30,
  ...plan,
});

export const attempt = (
  contact: string,
  position: number,
  result: AttemptResult | null,
  more: Partial<Attempt> = {},
): Attempt => ({
  contact,
  round: 1,
  position,
  try: 1,
  won: false,
  endRequested: false,
  result,
  ...more,
});

export const calling = (attempts: Attempt[], stopped: ListState["stopped"] = null): ListState => ({
  attempts,
  stopped,
});

/** 2/1 is the first place of the second round; 2/1' is its second try. */
export const nameOf = ({ round, position, try: nth }: Place): string =>
  `${round}/${position}${"'".repeat(nth - 1)}`;
