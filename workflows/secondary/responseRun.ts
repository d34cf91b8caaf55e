import type { SecondaryView } from "../../domain/secondary/duties.ts";
import { type Priority, priorityFor } from "../contract/priority.ts";
import type { SecondaryInput } from "../contract/secondaryResponse.ts";
import { type Led, nothingDone } from "../kit/followRow.ts";
import type { RunHandle } from "../runbooks/carryOut.ts";

/** One secondary response in progress. */
export interface SecondaryRun extends Led {
  readonly input: SecondaryInput;
  /** Its row as last read; null before the first read. */
  view: SecondaryView | null;
  /** The runbook's run; null while none is in progress. */
  runbookRun: RunHandle | null;
}

export const beginSecondaryRun = (input: SecondaryInput): SecondaryRun => ({
  ...nothingDone(),
  input,
  view: null,
  runbookRun: null,
});

/** The priority of an alert of middle level. */
export const priorityOf = ({ input }: SecondaryRun): Priority => priorityFor("middle", input.customer);
