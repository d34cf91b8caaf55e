import { createHash, randomUUID } from "node:crypto";
import type { Request, Response } from "express";
import { idempotencyKey } from "../http/idempotencyKey.ts";
import { bodyHash } from "../http/jsonBody.ts";
import { personOf } from "./authenticate.ts";

/**
 * A request's own name: its row in the audit log, and the id of its update. The same key and body from the
 * same person at the same address are the same request (contract "Idempotency-Key"). `part`: which of the
 * request's incidents it is for.
 */
export function requestName(request: Request, response: Response, part = ""): string {
  const key = idempotencyKey(request);
  if (key === null) return randomUUID();
  const [address] = request.originalUrl.split("?", 1);
  const whole = [personOf(response).name, request.method, address, key, part, bodyHash(response)];
  return createHash("sha256").update(JSON.stringify(whole)).digest("hex").slice(0, 40);
}
