import type { FieldError } from "../errors.ts";
import type { RunbookKind } from "../runbook/tree.ts";

/** What a customer's file may name: the runbooks there are, and what each takes as its `with`. */
export interface OfferedRunbook {
  kind: RunbookKind;
  /** Every mistake in the parameters, by its path below `with`. */
  mistakesIn(parameters: unknown): FieldError[];
}

export type OfferedRunbooks = ReadonlyMap<string, OfferedRunbook>;
