import type { Question } from "../../domain/runbooks/runTree.ts";
import type { ActivityDeps } from "../deps.ts";
import { askProbe } from "../remote/target/askProbe.ts";
import { reasonOf } from "../remote/target/faultWords.ts";
import type { StepOrder } from "./contract.ts";
import { atWork, type StepAtWork, type StepOutcome } from "./step.ts";

/**
 * Asks once. A question that could not be asked has failed, with its reason, and takes no branch. `last`
 * false: it may be asked again.
 */
export const askStep = (
  deps: ActivityDeps,
  order: StepOrder & { question: Question; last: boolean },
): Promise<StepOutcome> => {
  const { question, last } = order;
  return atWork(deps, order, question.withinSeconds, async (step) => {
    const outcome = await asked(step, question);
    return outcome.state !== "yes" && !last ? { ...outcome, state: "running" } : outcome;
  });
};

async function asked(
  { reach, signal, watch }: StepAtWork,
  { probe, withinSeconds }: Question,
): Promise<StepOutcome> {
  try {
    const limits = { timeoutSeconds: withinSeconds, signal, watch };
    const { holds, seen, output, isNoAnswer = false } = await askProbe(reach, probe, limits);
    // A failed check from outside may have reached nothing.
    const reached = holds || ["command", "instance", "balancer"].includes(probe.kind);
    return { state: holds ? "yes" : isNoAnswer ? "failed" : "no", seen, output, reached };
  } catch (error) {
    signal.throwIfAborted();
    return { state: "failed", seen: reasonOf(error), reached: false };
  }
}
