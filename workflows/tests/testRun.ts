import type { Attempt } from "../../domain/calls/list.ts";
import type { OperationTestInput } from "../contract/operationTest.ts";
import { type Priority, priorityFor } from "../contract/priority.ts";
import { type Led, nothingDone } from "../kit/followRow.ts";

/** One test in flight. */
export interface TestRun extends Led {
  readonly input: OperationTestInput;
  /** Calls that somebody said have ended, by their steps. */
  readonly endedCalls: Set<string>;
  /** Who ended the test before its end; from then on nobody is rung. */
  abortedBy: string | null;
  /** Who is rung now, named for people. */
  readonly ringing: Set<string>;
  /** How each call ended, in the order of the list. */
  readonly called: string[];
  /** How it was closed. */
  ended: "finished" | "aborted" | null;
}

/** A place of the call list with the row of its ring, once it has one. */
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

/** As the least urgent of alerts. */
export const priorityOf = ({ input }: TestRun): Priority => priorityFor("low", input.customer);
