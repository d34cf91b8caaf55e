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

/** Goes on where the answer is yes; otherwise the run ends, undoes what it did and escalates. */
export const check = (given: Given<CheckStep>): CheckStep => ({ step: "check", ...given });

type Changing =
  | { undo: { title: string; action: Action; withinSeconds: number }; effect: Effect }
  /** Why it never can be taken back, as the customer reads it. */
  | { cannotBeUndone: string; effect: Effect }
  | { changesNothing: true };

type GivenAct = Omit<Given<ActStep>, "undo" | "effect"> & Changing;

/** Does something. Its undo is registered before it is begun. */
export function act(given: GivenAct): ActStep {
  const { title, action, withinSeconds } = given;
  const base = { step: "act", title, action, withinSeconds } as const;
  if ("changesNothing" in given) return { ...base, effect: { repeatable: true }, undo: null };
  const undo: Undo = "undo" in given ? given.undo : { never: given.cannotBeUndone };
  return { ...base, effect: given.effect, undo };
}

type Branches = { yes?: Step[]; no?: Step[] };

/** Takes one branch by what is found. */
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

/** An operator's decision, with what happens where nobody has answered in time. */
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

/** Looks again and again; the run ends where it has not become so in time. */
export const waitUntil = (given: Given<WaitStep>): WaitStep => ({ step: "wait", ...given });

/** What a person does by hand, and says so. */
export const manual = (given: Given<ManualStep>): ManualStep => ({ step: "manual", ...given });
