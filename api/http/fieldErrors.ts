import type { z } from "zod";
import { DomainError, type FieldError } from "../../domain/errors.ts";

/** A body with more faults than this is answered with the first ones. */
const mostErrors = 100;

/** Reads what was sent; throws what is wrong with each field, by its path as the sender wrote it (RA3). */
export function parseOrRefuse<Schema extends z.ZodType>(
  schema: Schema,
  given: unknown,
  refusal: { code: string; message: string },
): z.output<Schema> {
  const parsed = schema.safeParse(given, { error: missingIsRequired });
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.slice(0, mostErrors).map(fieldError);
  throw new DomainError(refusal.code, refusal.message, { errors });
}

/** `["alerts", 0, "labels", "alertname"]` → `alerts[0].labels.alertname` */
export function fieldPath(keys: readonly PropertyKey[]): string {
  return keys.reduce<string>((path, key) => {
    if (typeof key === "number") return `${path}[${key}]`;
    const name = String(key);
    if (!/^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(name)) return `${path}[${JSON.stringify(name)}]`;
    return path === "" ? name : `${path}.${name}`;
  }, "");
}

const fieldError = (issue: z.core.$ZodIssue): FieldError => ({
  path: fieldPath(issue.path),
  message: issue.message,
});

const missingIsRequired: z.core.$ZodErrorMap = (issue) =>
  issue.input === undefined ? "is required" : undefined;
