import type { Action, Effect } from "../../domain/runbooks/probe.ts";
import type {
  ActStep,
  AskStep,
  CheckStep,
  ManualStep,
  Step,
  Undo,
  WaitStep,
  WhenStep,
} from "../../domain/runbooks/tree.ts";

type Given<Of extends { step: string }> = Omit<Of, "step">;

/** Goes on if the answer is yes; otherwise the run ends, undoes what it did and escalates. */
export const check = (given: Given<CheckStep>): CheckStep => ({ step: "check", ...given });

type Changing =
  | { undo: { title: string; action: Action; withinSeconds: number }; effect: Effect }
  /** Why it can never be taken back, in words for the customer. */
  | { cannotBeUndone: string; effect: Effect }
  | { changesNothing: true };

type GivenAct = Omit<Given<ActStep>, "undo" | "effect"> & Changing;

/** Does something. Its undo is registered before the act begins. */
export function act(given: GivenAct): ActStep {
  const { title, action, withinSeconds } = given;
  const base = { step: "act", title, action, withinSeconds } as const;
  if ("changesNothing" in given) return { ...base, effect: { repeatable: true }, undo: null };
  const undo: Undo = "undo" in given ? given.undo : { never: given.cannotBeUndone };
  return { ...base, effect: given.effect, undo };
}

type Branches = { yes?: Step[]; no?: Step[] };

/** Takes one branch, depending on the answer. */
export const when = ({
  yes = [],
  no = [],
  ...given
}: Omit<Given<WhenStep>, "yes" | "no"> & Branches): WhenStep => ({
  step: "when",
  ...given,
  yes,
  no,
});

/** An operator's decision, with what happens if nobody answers in time. */
export const ask = ({
  yes = [],
  no = [],
  ...given
}: Omit<Given<AskStep>, "yes" | "no"> & Branches): AskStep => ({
  step: "ask",
  ...given,
  yes,
  no,
});

/** Looks again and again; the run ends if the answer is not yes in time. */
export const waitUntil = (given: Given<WaitStep>): WaitStep => ({ step: "wait", ...given });

/** What a person does by hand and then reports as done. */
export const manual = (given: Given<ManualStep>): ManualStep => ({ step: "manual", ...given });
