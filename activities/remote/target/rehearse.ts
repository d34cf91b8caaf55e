import { actionWords } from "../../../domain/runbooks/procedure.ts";
import { type RehearsedStep, verifyNumber } from "../../../domain/runbooks/rehearsal.ts";
import type { ActStep, Runbook, Step } from "../../../domain/runbooks/tree.ts";
import type { Text } from "../../../domain/words/phrase.ts";
import { askProbe } from "./askProbe.ts";
import { reasonOf } from "./faultWords.ts";
import type { Reach } from "./reach.ts";

type Probed = Extract<Step, { probe: unknown }> | Runbook["verify"];

/**
 * Asks every check of a filled tree once for real, in both branches, and says what a run would do for each
 * act. Changes nothing (R2.7.3). Throws only the signal's reason.
 */
export async function rehearse(
  reach: Reach,
  runbook: Runbook,
  signal: AbortSignal,
): Promise<RehearsedStep[]> {
  const verify = { number: verifyNumber, ...(await asked(reach, runbook.verify, signal)) };
  return [...(await inOrder(reach, runbook.steps, "", signal)), verify];
}

async function inOrder(
  reach: Reach,
  steps: readonly Step[],
  prefix: string,
  signal: AbortSignal,
): Promise<RehearsedStep[]> {
  const rehearsed: RehearsedStep[] = [];
  for (const [index, step] of steps.entries()) {
    const number = `${prefix}${index + 1}`;
    rehearsed.push({ number, ...(await one(reach, step, signal)) });
    if (step.step === "when" || step.step === "ask")
      for (const branch of [step.yes, step.no])
        rehearsed.push(...(await inOrder(reach, branch, `${number}-`, signal)));
  }
  return rehearsed;
}

type Seen = Omit<RehearsedStep, "number">;

function one(reach: Reach, step: Step, signal: AbortSignal): Promise<Seen> {
  switch (step.step) {
    case "act":
      return actSeen(reach, step, signal);
    case "ask":
      return Promise.resolve(notDone(step.title, step.criterion));
    case "manual":
      return Promise.resolve(notDone(step.title, step.instructions));
    default:
      return asked(reach, step, signal);
  }
}

const notDone = (title: string, seen: Text): Seen => ({ title, result: "not-done", seen, seconds: 0 });

/** If a command shows an act's effect, finds out now instead of at night whether that command runs. */
async function actSeen(reach: Reach, act: ActStep, signal: AbortSignal): Promise<Seen> {
  const { title, effect, withinSeconds } = act;
  const words = actionWords(act.action);
  if (!("changed" in effect)) return notDone(title, words);
  const probe = { ...effect.changed, exits: [0], output: null };
  const { result, seen } = await asked(reach, { title, criterion: title, probe, withinSeconds }, signal);
  return result === "yes" ? notDone(title, words) : { title, result: "fault", seen, seconds: 0 };
}

async function asked(
  reach: Reach,
  { title, probe, withinSeconds }: Probed,
  signal: AbortSignal,
): Promise<Seen> {
  const begun = performance.now();
  const seconds = () => (performance.now() - begun) / 1_000;
  try {
    const { holds, seen } = await askProbe(reach, probe, { timeoutSeconds: withinSeconds, signal });
    return { title, result: holds ? "yes" : "no", seen, seconds: seconds() };
  } catch (error) {
    signal.throwIfAborted();
    return { title, result: "fault", seen: reasonOf(error), seconds: seconds() };
  }
}
