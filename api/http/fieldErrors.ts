import type { z } from "zod";
import { DomainError, type FieldError } from "../../domain/errors.ts";
import { fieldPath } from "../../domain/fieldPath.ts";
import { type Text, unpacked } from "../../domain/words/phrase.ts";

/** If a body has more faults than this, only the first ones are answered. */
export const mostErrors = 100;

/** Parses input, or throws what is wrong with each field, by its path as the sender wrote it (RA3). */
export function parseOrRefuse<Schema extends z.ZodType>(
  schema: Schema,
  given: unknown,
  refusal: { code: string; message: Text },
): z.output<Schema> {
  const parsed = schema.safeParse(given, { error: missingIsRequired });
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.slice(0, mostErrors).map(fieldError);
  throw new DomainError(refusal.code, refusal.message, { errors });
}

const fieldError = (issue: z.core.$ZodIssue): FieldError => ({
  path: fieldPath(issue.path),
  message: unpacked(issue.message),
});

export const missingIsRequired: z.core.$ZodErrorMap = (issue) =>
  issue.input === undefined ? "is required" : undefined;
