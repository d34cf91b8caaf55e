import { fieldPath } from "../fieldPath.ts";
import { placesOf } from "./fill.ts";
import { type Runbook, runbookSchema, type Step } from "./tree.ts";
import { everyStep } from "./walk.ts";
import { longestSeconds, worstCaseSeconds } from "./worstCase.ts";

/** Why a tree is not a sound runbook, and where: the path in the tree and the step's title. */
export interface RunbookFault {
  /** Such as `steps[1].yes[0]`; empty if the fault concerns the whole runbook. */
  path: string;
  /** The step's title; null if it has none. */
  title: string | null;
  reason: string;
}

export type CheckedRunbook = { runbook: Runbook; faults: null } | { runbook: null; faults: RunbookFault[] };

/** Reads a tree and reports everything that is wrong with it (R2.6). */
export function checkRunbook(given: unknown): CheckedRunbook {
  const parsed = runbookSchema.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => faultAt(given, path, message));
    return { runbook: null, faults };
  }
  const runbook = parsed.data;
  const faults = [
    ...everyStep(runbook.steps).flatMap(({ path, step }) =>
      stepReasons(step).map((reason) => ({ path, title: step.title, reason })),
    ),
    ...paramFaults(runbook),
    ...timeFaults(runbook),
  ];
  return faults.length === 0 ? { runbook, faults: null } : { runbook: null, faults };
}

/** Writes a fault as `steps[1] 「…」: reason`. */
export const describeFault = ({ path, title, reason }: RunbookFault): string =>
  [path, title === null ? "" : `「${title}」`].filter((part) => part !== "").join(" ") +
  (path === "" && title === null ? reason : `: ${reason}`);

const longestTitle = 100;
/** Each look is an event in the run's history, which has a size limit. */
const mostLooks = 500;

function stepReasons(step: Step): string[] {
  const reasons: string[] = [];
  if ((step.step === "when" || step.step === "ask") && step.yes.length + step.no.length === 0)
    reasons.push("neither branch holds a step");
  if (step.title.length > longestTitle) reasons.push(`its title is longer than ${longestTitle} characters`);
  if (step.step === "wait" && step.withinSeconds / step.everySeconds > mostLooks)
    reasons.push(`looks more than ${mostLooks} times: look less often`);
  if (step.step === "wait" && step.everySeconds >= step.withinSeconds)
    reasons.push(`looks each ${step.everySeconds} s but waits only ${step.withinSeconds} s`);
  if (step.step === "act") reasons.push(...actReasons(step));
  const probes = "probe" in step ? [step.probe] : [];
  for (const probe of probes)
    if (probe.kind === "command" && probe.output !== null && !isPattern(probe.output))
      reasons.push(`/${probe.output}/ is no regular expression`);
  return reasons;
}

function actReasons({ undo, effect }: Extract<Step, { step: "act" }>): string[] {
  if (undo === null && !("repeatable" in effect))
    return ["changes nothing, so say that it is repeatable; or say how it is undone, or why it never can be"];
  return [];
}

function paramFaults(runbook: Runbook): RunbookFault[] {
  const known = new Set(runbook.params.map(({ name }) => name));
  const used = new Set(placesOf(runbook).flatMap((place) => ("param" in place ? [place.param] : [])));
  const fault = (reason: string): RunbookFault => ({ path: "params", title: null, reason });
  return [
    ...[...used].filter((name) => !known.has(name)).map((name) => fault(`no parameter is named ${name}`)),
    ...[...known].filter((name) => !used.has(name)).map((name) => fault(`${name} is used nowhere`)),
  ];
}

/** One cycle of the monitoring, 3 minutes, and a margin. An earlier recovery of the alert cannot be known (R5.6). */
const shortestRecoveryWaitSeconds = 200;

function timeFaults(runbook: Runbook): RunbookFault[] {
  return [...recoveryFaults(runbook), ...lengthFaults(runbook)];
}

function recoveryFaults({ kind, recoveryWaitSeconds }: Runbook): RunbookFault[] {
  if (kind !== "primary" || recoveryWaitSeconds >= shortestRecoveryWaitSeconds) return [];
  const reason = `waits ${recoveryWaitSeconds} s for the alert to recover: a primary runbook waits at least ${shortestRecoveryWaitSeconds} s, one cycle of the monitoring and a margin`;
  return [{ path: "recoveryWaitSeconds", title: null, reason }];
}

function lengthFaults(runbook: Runbook): RunbookFault[] {
  const worst = worstCaseSeconds(runbook);
  const longest = longestSeconds[runbook.kind];
  if (worst <= longest) return [];
  const reason = `takes up to ${minutes(worst)} with its undos, and a ${runbook.kind} runbook at most ${minutes(longest)}`;
  return [{ path: "", title: null, reason }];
}

const minutes = (seconds: number): string => `${Math.ceil(seconds / 6) / 10} min`;

function isPattern(text: string): boolean {
  try {
    new RegExp(text, "u");
    return true;
  } catch {
    return false;
  }
}

/** A fault in the form of the tree, at the step that contains it. */
function faultAt(given: unknown, path: readonly PropertyKey[], reason: string): RunbookFault {
  let node = given;
  let title: string | null = null;
  for (const key of path) {
    node = (node as Record<PropertyKey, unknown> | null)?.[key];
    const own = (node as { title?: unknown } | null)?.title;
    if (typeof own === "string" && own.trim() !== "") title = own;
  }
  return { path: fieldPath(path), title, reason };
}
