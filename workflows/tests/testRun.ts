import type { Attempt } from "../../domain/calls/list.ts";
import type { OperationTestInput } from "../contract/operationTest.ts";

/** One test in flight. */
export interface TestRun {
  readonly input: OperationTestInput;
  /** Calls that somebody said have ended, by their steps. */
  readonly endedCalls: Set<string>;
  /** Who ended the test before its end; from then on nobody is rung. */
  abortedBy: string | null;
  /** What is being done now, named for people. */
  readonly underWay: Set<string>;
  /** How each call ended, in the order of the list. */
  readonly called: string[];
}

/** A place of the call list with the row of its ring, once it has one. */
export interface TestAttempt extends Attempt {
  step: string | null;
}

export const beginTestRun = (input: OperationTestInput): TestRun => ({
  input,
  endedCalls: new Set(),
  abortedBy: null,
  underWay: new Set(),
  called: [],
});

/** As the least urgent of alerts; customers take turns. */
export const priorityOf = ({ input }: TestRun): { priorityKey: number; fairnessKey: string } => ({
  priorityKey: 5,
  fairnessKey: input.customer.slice(0, 64),
});
