import type { Request } from "express";
import { DomainError } from "../../domain/errors.ts";

const longestKey = 255;

/** The sender's own name for this request; null if it gives none. */
export function idempotencyKey(request: Request): string | null {
  const key = request.get("idempotency-key");
  if (key === undefined) return null;
  if (key.trim() === "" || key.length > longestKey) {
    const message = `from 1 to ${longestKey} characters`;
    throw new DomainError("invalid_idempotency_key", `Idempotency-Key has ${message}.`, {
      errors: [{ path: "Idempotency-Key", message }],
    });
  }
  return key;
}

export const keyReused = (): DomainError =>
  new DomainError("idempotency_key_reused", "This Idempotency-Key was used with another body.");
