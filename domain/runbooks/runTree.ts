import type { Text } from "../words/phrase.ts";
import type { Undone } from "./story.ts";
import type { ActStep, AskStep, ManualStep, Runbook, Step, Undo, WaitStep } from "./tree.ts";

/**
 * What a run can see and do. Each call ends within its step's own `withinSeconds`. A fault says why in an operator's
 * words.
 */
export interface Hands {
  /** Asks once, without repeating. */
  ask(question: Question, path: string): Promise<Answer>;
  /** Ends when the act's effect shows. If the act may already have been done, a second call looks first. */
  act(step: ActStep, path: string): Promise<Ended>;
  undo(undo: PossibleUndo, path: string): Promise<Ended>;
  /** null: nobody answered in time. */
  decide(step: AskStep, path: string): Promise<"yes" | "no" | null>;
  byHand(step: ManualStep, path: string): Promise<Ended>;
  pause(seconds: number): Promise<void>;
  /** Whether the alert recovers within this time. */
  recovery(waitSeconds: number): Promise<boolean>;
  /** Seconds since the run began. */
  seconds(): number;
  /** Why the run must stop; asked between steps. To interrupt a step, its call throws `RunStopped`. */
  stopped(): StopReason | null;
}

export type Question = Pick<WaitStep, "title" | "probe" | "withinSeconds">;
type PossibleUndo = Extract<Undo, { action: unknown }>;

export interface Answer {
  holds: boolean;
  /** false: it could not be asked, so `holds: false` is no answer; absent: it was asked. */
  asked?: boolean;
  seen: Text;
}

export type Ended = { ok: true; seen: Text } | { ok: false; why: Text };

/** `abort`: an operator aborted it; `recovered`: the alert recovered without our help; `limit`: its time is over. */
export type StopReason = "abort" | "recovered" | "limit";

/** Thrown to interrupt the step under way when the run must stop. */
export class RunStopped extends Error {
  override readonly name = "RunStopped";
  readonly reason: StopReason;

  constructor(reason: StopReason) {
    super(reason);
    this.reason = reason;
  }
}

/** How a run ended. */
export interface RunResult {
  state: "recovered" | "failed" | "aborted" | "timed-out";
  /** What stopped it early; null: it reached its end, or a step failed. */
  stoppedBy: StopReason | null;
  /** The step at which a failed run ended. */
  at: { path: string; title: string } | null;
  /** Why it failed, in an operator's words. */
  why: Text | null;
  /** The undos in the order in which they ran; `failed` says why one did not succeed. */
  undone: ({ path: string } & Undone)[];
  /** Acts that were begun and can never be taken back, with the reason. */
  stays: { path: string; title: string; never: string }[];
}

interface Begun {
  path: string;
  title: string;
  undo: Undo;
}

class StepFailed extends Error {
  readonly at: { path: string; title: string };

  readonly why: Text;

  constructor(path: string, title: string, why: Text) {
    super(`the step ${path} failed`);
    this.at = { path, title };
    this.why = why;
  }
}

/**
 * Runs a filled tree (R5.6): its steps, then its own check, then the wait for the alert's recovery. If it ends in any
 * other way than recovered, the undos of all begun acts run, each once, the last one first. If the alert recovers by
 * itself, the run stops at the next border between steps and undoes its acts too. Throws only for a fault of ours.
 */
export async function runTree(runbook: Runbook, hands: Hands): Promise<RunResult> {
  const begun: Begun[] = [];
  try {
    await runSteps(runbook.steps, "steps", hands, begun);
    await mustHold(runbook.verify, "verify", hands);
    const reason = hands.stopped();
    // If the alert has recovered by now, all is done and nothing must be taken back.
    if (reason !== null && reason !== "recovered") throw new RunStopped(reason);
    const hasRecovered =
      reason === "recovered" ||
      runbook.recoveryWaitSeconds === 0 ||
      (await hands.recovery(runbook.recoveryWaitSeconds));
    if (hasRecovered) return { ...toItsEnd(begun), state: "recovered", undone: [] };
    return { ...toItsEnd(begun), state: "failed", undone: await undoAll(begun, hands) };
  } catch (error) {
    if (error instanceof RunStopped)
      return {
        ...toItsEnd(begun),
        state: stateOf(error.reason),
        stoppedBy: error.reason,
        undone: await undoAll(begun, hands),
      };
    if (!(error instanceof StepFailed)) throw error;
    const undone = await undoAll(begun, hands);
    return { ...toItsEnd(begun), state: "failed", at: error.at, why: error.why, undone };
  }
}

async function runSteps(steps: readonly Step[], path: string, hands: Hands, begun: Begun[]): Promise<void> {
  for (const [index, step] of steps.entries()) {
    border(hands);
    await runStep(step, `${path}[${index}]`, hands, begun);
  }
}

/** Stops here if the run must stop: between two steps nothing is half done. */
function border(hands: Hands): void {
  const reason = hands.stopped();
  if (reason !== null) throw new RunStopped(reason);
}

async function runStep(step: Step, path: string, hands: Hands, begun: Begun[]): Promise<void> {
  switch (step.step) {
    case "check":
      return mustHold(step, path, hands);
    case "wait":
      return waitFor(step, path, hands);
    case "act":
      // Registered before the act begins, so it is taken back even if the act breaks off.
      if (step.undo !== null) begun.push({ path, title: step.title, undo: step.undo });
      return mustEnd(step, path, await hands.act(step, path));
    case "manual":
      return mustEnd(step, path, await hands.byHand(step, path));
    case "when": {
      const { holds, asked = true, seen } = await hands.ask(step, path);
      if (!asked) throw new StepFailed(path, step.title, seen);
      return runSteps(holds ? step.yes : step.no, `${path}.${holds ? "yes" : "no"}`, hands, begun);
    }
    case "ask": {
      const decision = (await hands.decide(step, path)) ?? step.unanswered;
      return runSteps(step[decision], `${path}.${decision}`, hands, begun);
    }
  }
}

async function mustHold(question: Question, path: string, hands: Hands): Promise<void> {
  const { holds, seen } = await hands.ask(question, path);
  if (!holds) throw new StepFailed(path, question.title, seen);
}

function mustEnd({ title }: { title: string }, path: string, result: Ended): void {
  if (!result.ok) throw new StepFailed(path, title, result.why);
}

/** Asks until the answer is yes. Asks again only while there is time left for an answer. */
async function waitFor(step: WaitStep, path: string, hands: Hands): Promise<void> {
  const until = hands.seconds() + step.withinSeconds;
  for (;;) {
    const left = Math.max(1, Math.floor(until - hands.seconds()));
    const { holds, seen } = await hands.ask({ ...step, withinSeconds: left }, path);
    if (holds) return;
    border(hands);
    if (hands.seconds() + step.everySeconds >= until) throw new StepFailed(path, step.title, seen);
    await hands.pause(step.everySeconds);
  }
}

/** Runs every undo, even if one fails. */
async function undoAll(begun: readonly Begun[], hands: Hands): Promise<RunResult["undone"]> {
  const undone: RunResult["undone"] = [];
  for (const { path, undo } of begun.toReversed()) {
    if ("never" in undo) continue;
    const result = await hands.undo(undo, path);
    undone.push({ path, title: undo.title, failed: result.ok ? null : result.why });
  }
  return undone;
}

const toItsEnd = (begun: readonly Begun[]): Pick<RunResult, "at" | "why" | "stoppedBy" | "stays"> => ({
  at: null,
  why: null,
  stoppedBy: null,
  stays: begun.flatMap(({ path, title, undo }) =>
    "never" in undo ? [{ path, title, never: undo.never }] : [],
  ),
});

const stateOf = (reason: StopReason): RunResult["state"] =>
  (({ abort: "aborted", recovered: "recovered", limit: "timed-out" }) as const)[reason];
