import { createHash } from "node:crypto";
import express, { type RequestHandler, type Response } from "express";

const hashOf = (bytes: Buffer | string): string => createHash("sha256").update(bytes).digest("hex");
const hashOfNothing = hashOf("");

/**
 * Reads JSON whatever the sender calls it: many a tool and `curl -d` name another type. Whether two bodies are
 * the same is told by their bytes.
 */
export function jsonBody(options: { limitBytes: number }): RequestHandler {
  return express.json({
    limit: options.limitBytes,
    type: () => true,
    strict: false,
    verify: (request, response, bytes) => {
      if (request.headers["idempotency-key"] !== undefined)
        (response as Response).locals.bodyHash = hashOf(bytes);
    },
  });
}

/** SHA-256 of the body as it came; only for requests with an `Idempotency-Key`. */
export const bodyHash = (response: Response): string => response.locals.bodyHash ?? hashOfNothing;
