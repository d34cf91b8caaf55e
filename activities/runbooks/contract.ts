import type { SaidBy } from "../../domain/people/actor.ts";
import type { Answer, Ended, Question, RunResult } from "../../domain/runbooks/runTree.ts";
import type { RunState, StepKind, StepState } from "../../domain/runbooks/story.ts";
import type { ActStep, Runbook, Undo } from "../../domain/runbooks/tree.ts";
import type { TimelineEvent } from "../../domain/timeline.ts";

/** What runs of runbooks ask for. Those of `RemoteActivities` reach targets, and have a task queue of their own. */
export interface RunbookActivities extends RemoteActivities, RunRecordActivities {}

export interface RemoteActivities {
  /**
   * Makes a run ready: plan, runbook, parameters and target are looked at, the tree is filled and its row written. What
   * cannot be run is written down with why. Asked again for the same step, it is the same run.
   */
  prepareRun(order: RunOrder): Promise<PreparedRun>;
  /** Asks a probe once and writes down what was seen. */
  askStep(order: StepOrder & { question: Question; last: boolean }): Promise<Answer & Reached>;
  /** Does an act and waits until its effect shows; called again after a death, it looks first. */
  actStep(order: StepOrder & { act: ActStep }): Promise<Ended & Reached>;
  undoStep(order: StepOrder & { undo: UndoAction }): Promise<Ended>;
}

export type UndoAction = Extract<Undo, { action: unknown }>;

export interface RunRecordActivities {
  /** Asks the target's own workflow for this run's turn. */
  askForTurn(order: { run: string; customer: string; system: string; target: string }): Promise<void>;
  /** Whether a run's workflow still goes on. */
  isRunGoingOn(order: { run: string }): Promise<boolean>;
  /** Whether a step waits for a person's answer. */
  isAsked(order: { run: string; path: string }): Promise<boolean>;
  /** Whether the stored alerts say that it has recovered, even if its incident's workflow does not know it yet. */
  hasRecovered(question: { run: string }): Promise<boolean>;
  /** Another run is at work there. */
  recordRunWaits(fact: RunFact): Promise<void>;
  recordRunStart(fact: RunFact): Promise<void>;
  /** A step that needs no target: a person's decision or work, the wait for the alert's recovery. */
  recordStep(
    fact: StepOrder & {
      state: StepState;
      seen: string | null;
      /** For the timeline; null: nothing. */
      event: TimelineEvent | null;
      actor: SaidBy | null;
      at: number;
    },
  ): Promise<void>;
  /** Writes down how it ended; answers the sentence that tells it to people. */
  recordRunEnd(fact: RunFact & { end: RunEnding }): Promise<{ state: RunState; summary: string }>;
}

export interface RunOrder {
  incident: number;
  /** What it is part of: one run for each. */
  step: string;
  kind: "primary" | "secondary";
  runbook: string;
  with: Record<string, unknown>;
  /** `web01` or `shop/web01`; null: the one that the incident's system and node name. */
  target: string | null;
  /** null: the rule orders it. */
  actor: SaidBy | null;
  /** How often in an hour a rule may order it on one target. */
  maxPerHour?: number;
  at: number;
}

export interface ReadyRun {
  run: string;
  customer: string;
  system: string;
  target: string;
  /** Filled, and pinned from here on. */
  runbook: Runbook;
}

export type PreparedRun =
  | ({ result: "ready" } & ReadyRun)
  /** `field`: what of the order is wrong, where it is one. */
  | { result: "refused" | "skipped"; run: string; runbook: string; why: string; field: string | null };

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
  /** It never began. */
  | { kind: "refused"; why: string }
  /** Its workflow failed, or was terminated. */
  | { kind: "broke" };
