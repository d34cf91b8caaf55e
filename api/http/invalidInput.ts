import { DomainError, type FieldError } from "../../domain/errors.ts";
import { formTexts } from "../../domain/words/fields.ts";

/** What is answered where a field of the form is wrong. */
export const refusal = { code: "invalid_input", message: formTexts.lookAgain() };

export const invalid = (path: string, message: string): DomainError => invalidInput([{ path, message }]);

export const invalidInput = (errors: readonly FieldError[]): DomainError =>
  new DomainError(refusal.code, refusal.message, { errors });
