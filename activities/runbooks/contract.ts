import type { SaidBy } from "../../domain/people/actor.ts";
import type { Answer, Ended, Question, RunResult } from "../../domain/runbooks/runTree.ts";
import type { RunState, StepKind, StepState } from "../../domain/runbooks/story.ts";
import type { ActStep, Runbook, Undo } from "../../domain/runbooks/tree.ts";
import type { TimelineEvent } from "../../domain/timeline.ts";
import type { Text } from "../../domain/words/phrase.ts";

/** What runbook runs use. `RemoteActivities` are those that reach targets; they have their own task queue. */
export interface RunbookActivities extends RemoteActivities, RunRecordActivities {}

export interface RemoteActivities {
  /**
   * Prepares a run: checks plan, runbook, parameters and target, fills the tree and writes the row. What
   * cannot run is recorded with its reason. The same step always gives the same run.
   */
  prepareRun(order: RunOrder): Promise<PreparedRun>;
  /** Asks a probe once and records what was seen. */
  askStep(order: StepOrder & { question: Question; last: boolean }): Promise<Answer & Reached>;
  /** Does an act and waits until its effect shows. After a worker's death it checks first. */
  actStep(order: StepOrder & { act: ActStep }): Promise<Ended & Reached>;
  undoStep(order: StepOrder & { undo: UndoAction }): Promise<Ended>;
}

export type UndoAction = Extract<Undo, { action: unknown }>;

export interface RunRecordActivities {
  /** Takes the target if no other run is under way there; otherwise asks the target's own workflow for a turn. */
  askForTurn(order: { run: string; customer: string; system: string; target: string }): Promise<{
    hasTurn: boolean;
  }>;
  /** Whether a run's workflow is still running. */
  isRunGoingOn(order: { run: string }): Promise<boolean>;
  /** Whether a step is waiting for a person's answer. */
  isAsked(order: { run: string; path: string }): Promise<boolean>;
  /** Whether the stored alerts show a recovery, even if the incident's workflow does not know it yet. */
  hasRecovered(question: { run: string }): Promise<boolean>;
  /** Records that another run is at work there. */
  recordRunWaits(fact: RunFact): Promise<void>;
  recordRunStart(fact: RunFact): Promise<void>;
  /** Records a step that needs no target: a person's decision or work, or the wait for the recovery. */
  recordStep(
    fact: StepOrder & {
      state: StepState;
      seen: Text | null;
      /** The timeline event; null: none. */
      event: TimelineEvent | null;
      actor: SaidBy | null;
      at: number;
    },
  ): Promise<void>;
  /** Records how a run ended, which ends its turn; returns the state and the text for people. */
  recordRunEnd(fact: RunFact & { end: RunEnding }): Promise<{
    state: RunState;
    summary: Text;
    /** The target's own workflow knows of this run, and waits to hear that its turn is over. */
    isAwaited: boolean;
  }>;
}

export interface RunOrder {
  incident: number;
  /** The step it belongs to; each has one run. */
  step: string;
  kind: "primary" | "secondary";
  runbook: string;
  with: Record<string, unknown>;
  /** `web01` or `shop/web01`; null: the target that the incident's system and node name. */
  target: string | null;
  /** null: ordered by the rule. */
  actor: SaidBy | null;
  /** How many runs per hour a rule may order on one target. */
  maxPerHour?: number;
  at: number;
}

export interface ReadyRun {
  result: "ready";
  run: string;
  customer: string;
  system: string;
  target: string;
  /** Filled, and pinned from here on. */
  runbook: Runbook;
}

export type PreparedRun =
  | ReadyRun
  /** `field`: the faulty part of the order; null: none. */
  | { result: "refused" | "skipped"; run: string; runbook: string; why: Text; field: string | null };

export interface RunFact {
  run: string;
  at: number;
}

export interface StepOrder {
  run: string;
  sequence: number;
  path: string;
  kind: StepKind;
  title: string;
}

export interface Reached {
  /** Something on the target answered. */
  reached: boolean;
}

export type RunEnding =
  | ({ kind: "ended"; actor: SaidBy | null; reason: string | null; minutes: number } & RunResult)
  /** The run never began. */
  | { kind: "refused"; why: Text }
  /** The run's workflow failed or was terminated. */
  | { kind: "broke" };
