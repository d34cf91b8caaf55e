import { DomainError, type FieldError } from "../../domain/errors.ts";
import { formTexts } from "../../domain/words/fields.ts";
import type { Text } from "../../domain/words/phrase.ts";

/** The answer to a form with a wrong field. */
export const refusal = { code: "invalid_input", message: formTexts.lookAgain() };

export const invalid = (path: string, message: Text): DomainError => invalidInput([{ path, message }]);

export const invalidInput = (errors: readonly FieldError[]): DomainError =>
  new DomainError(refusal.code, refusal.message, { errors });
