import { say } from "./say.ts";
import type { Text } from "./words/phrase.ts";

/**
 * What went wrong, in a form that may be shown to the client: `publicMessage` never holds a secret. It is worded for its
 * reader where it is told; logs have it in Japanese.
 */
export class DomainError extends Error {
  override readonly name = "DomainError";
  readonly code: string;
  readonly publicMessage: Text;
  readonly errors: readonly FieldError[];

  constructor(
    code: string,
    publicMessage: Text,
    options: { errors?: readonly FieldError[]; cause?: unknown } = {},
  ) {
    super(`${code}: ${say(publicMessage)}`, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.publicMessage = publicMessage;
    this.errors = options.errors ?? [];
  }
}

/** Our own faults; the same request may be sent again. */
const faultsOfOurs: ReadonlySet<string> = new Set(["unavailable", "overloaded"]);

/** Whether it was refused for its content, so that it would be refused again. */
export const isRefusal = (error: unknown): error is DomainError =>
  error instanceof DomainError && !faultsOfOurs.has(error.code);

/** One fault of an input: `path` names the field as the sender wrote it (`node`, `[1].node`). */
export interface FieldError {
  path: string;
  message: Text;
}
