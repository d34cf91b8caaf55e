import { createHash } from "node:crypto";
import type { RequestHandler, Response } from "express";
import { DomainError } from "../../domain/errors.ts";
import { breather } from "./breathe.ts";
import { skipSpace } from "./jsonBytes.ts";
import { jsonFault } from "./jsonFault.ts";
import { JsonWalk } from "./jsonWalk.ts";
import { readBytes } from "./readBytes.ts";
import { textOf } from "./utf8.ts";

const hashOf = (bytes: Buffer | string): string => createHash("sha256").update(bytes).digest("hex");
const hashOfNothing = hashOf("");

const pieceBytes = 1024 * 1024;

/** Hashes what may be large in pieces, so that other requests get a turn. */
async function hashInPieces(bytes: Buffer): Promise<string> {
  const breathe = breather();
  const hash = createHash("sha256");
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    hash.update(bytes.subarray(at, at + pieceBytes));
    await breathe();
  }
  return hash.digest("hex");
}

/** Reads a body's bytes into `request.body`. Two bodies are the same if their bytes are. */
export function bytesBody({ limitBytes }: { limitBytes: number }): RequestHandler {
  return async (request, response, next) => {
    const bytes = await readBytes(request, response, limitBytes);
    if (bytes !== null && request.headers["idempotency-key"] !== undefined)
      response.locals.bodyHash = await hashInPieces(bytes);
    request.body = bytes ?? undefined;
    next();
  };
}

/** Reads JSON whatever type the sender names: many tools and `curl -d` name another type or charset. */
export function jsonBody(options: { limitBytes: number }): RequestHandler {
  const read = bytesBody(options);
  return (request, response, next) =>
    read(request, response, () => {
      const bytes = request.body as Buffer | undefined;
      if (bytes !== undefined) {
        assertFewValues(bytes);
        request.body = bytes.length === 0 ? {} : parsed(textOf(bytes));
      }
      leavePasswordOut(request.body, response);
      next();
    });
}

/** A body with few values is fast to parse and check, however many bytes it has. */
function assertFewValues(bytes: Buffer): void {
  new JsonWalk(bytes, skipSpace(bytes, 0)).hasEnded(bytes.length);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformedJson(jsonFault(text));
  }
}

/** Leaves passwords out of the hash: it is stored, and a reader of a copy could try passwords against it. */
function leavePasswordOut(body: unknown, response: Response): void {
  if (response.locals.bodyHash === undefined || typeof body !== "object" || body === null) return;
  if ("password" in body) response.locals.bodyHash = hashOf(JSON.stringify({ ...body, password: "***" }));
}

export const malformedJson = (message: string): DomainError =>
  new DomainError("malformed_json", "The body is not JSON.", { errors: [{ path: "", message }] });

/** SHA-256 of the body as it came, but without a password. Only for requests with an `Idempotency-Key`. */
export const bodyHash = (response: Response): string => response.locals.bodyHash ?? hashOfNothing;
