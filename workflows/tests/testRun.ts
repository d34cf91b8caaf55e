import type { Attempt } from "../../domain/calls/list.ts";
import type { OperationTestInput } from "../contract/operationTest.ts";
import { type Priority, priorityFor } from "../contract/priority.ts";
import { type Led, nothingDone } from "../kit/followRow.ts";

/** One test in progress. */
export interface TestRun extends Led {
  readonly input: OperationTestInput;
  /** Calls reported as ended, by step. */
  readonly endedCalls: Set<string>;
  /** Who aborted the test; from then on nobody is rung. */
  abortedBy: string | null;
  /** Who is being rung now, worded for people. */
  readonly ringing: Set<string>;
  /** How each call ended, in the order they ended. */
  readonly called: string[];
  /** How it was closed; null while it is open. */
  ended: "finished" | "aborted" | null;
}

/** A place of the call list with the row of its call; null until it has one. */
export interface TestAttempt extends Attempt {
  step: string | null;
}

export const beginTestRun = (input: OperationTestInput): TestRun => ({
  ...nothingDone(),
  input,
  endedCalls: new Set(),
  abortedBy: null,
  ringing: new Set(),
  called: [],
  ended: null,
});

/** The priority of an alert of low level. */
export const priorityOf = ({ input }: TestRun): Priority => priorityFor("low", input.customer);
