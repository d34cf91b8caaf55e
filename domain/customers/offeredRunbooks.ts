import type { FieldError } from "../errors.ts";
import type { Reaches } from "../runbooks/allow.ts";
import type { RunbookKind } from "../runbooks/tree.ts";

export interface OfferedParam {
  name: string;
  what: string;
  example: string;
  reaches?: Reaches | undefined;
  /** Read as a number, otherwise as text. */
  isNumber: boolean;
}

/** The runbooks that customers' files and operators may name, and the `with` each takes. */
export interface OfferedRunbook {
  kind: RunbookKind;
  title: string;
  params: readonly OfferedParam[];
  /** Every mistake in the parameters, by its path below `with`. */
  mistakesIn(parameters: unknown): FieldError[];
}

export type OfferedRunbooks = ReadonlyMap<string, OfferedRunbook>;
