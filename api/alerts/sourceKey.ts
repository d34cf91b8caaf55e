import type { Request, RequestHandler, Response } from "express";
import { type Source, sourceOfKey } from "../../db/alerts/intake.ts";
import { hashedSourceKey, isSourceKey } from "../../db/alerts/sourceKeys.ts";
import type { Queryable } from "../../db/connect.ts";
import type { SourceKind } from "../../domain/alerts/alert.ts";
import { DomainError } from "../../domain/errors.ts";
import { answerWithin } from "../http/underWay.ts";
import { patienceMilliseconds } from "./patience.ts";

/**
 * Lets a request pass if its key belongs to a source of this kind. The key is checked before the body is
 * read, so that strangers cannot make us read 10 MB.
 */
export function identifySource(db: Queryable, kind: SourceKind): RequestHandler {
  return async (request, response, next) => {
    const key = keyIn(request);
    const source = key === null ? null : await sourceWithKey(db, key, response);
    if (source === null) {
      response.set("WWW-Authenticate", 'Bearer realm="toban intake"');
      throw new DomainError(
        "unauthenticated",
        "A valid key of the source is needed: Authorization: Bearer KEY, or ?key=KEY.",
      );
    }
    assertKind(source, kind);
    response.locals.source = source;
    next();
  };
}

/** The source of this request. Only behind `identifySource`. */
export const sourceOf = (response: Response): Source => response.locals.source as Source;

/** Keys are random and long, so their hash needs no salt, and looking it up by index reveals nothing. */
export async function sourceWithKey(db: Queryable, key: string, response: Response): Promise<Source | null> {
  if (!isSourceKey(key)) return null;
  return answerWithin(response, patienceMilliseconds, sourceOfKey(db, hashedSourceKey(key)));
}

export function assertKind(source: Source, kind: SourceKind): void {
  if (source.kind === kind) return;
  throw new DomainError(
    "wrong_source_kind",
    `This key is that of a source of kind ${source.kind}; this address takes ${kind}.`,
  );
}

function keyIn(request: Request): string | null {
  const bearer = /^bearer +(\S+)$/i.exec(request.get("authorization") ?? "")?.[1];
  if (bearer !== undefined) return bearer;
  return typeof request.query.key === "string" ? request.query.key : null;
}
