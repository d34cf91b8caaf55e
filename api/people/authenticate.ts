import { createHash } from "node:crypto";
import type { RequestHandler, Response } from "express";
import type { Database } from "../../db/connect.ts";
import { type Person, personWithToken } from "../../db/queries/tokens.ts";
import type { Role } from "../../db/schema/index.ts";
import { DomainError } from "../../domain/errors.ts";

/** By what a person was let in. */
export interface Login {
  via: "session" | "token";
  /** null for a token. */
  session: string | null;
}

/** Lets through who brings a valid `Authorization: Bearer TOKEN`; everybody else hears 401, on unknown paths too. */
export function authenticate(deps: { db: Database; clock: () => Date }): RequestHandler {
  return async (request, response, next) => {
    const token = bearerToken(request.headers.authorization);
    const person = token === null ? null : await personWithToken(deps.db, hashed(token), deps.clock());
    if (person === null) {
      response.set("WWW-Authenticate", 'Bearer realm="toban"');
      throw new DomainError("unauthenticated", "A valid token is needed: Authorization: Bearer TOKEN.");
    }
    response.locals.person = person;
    response.locals.login = { via: "token", session: null } satisfies Login;
    next();
  };
}

/** Who asks. Only behind `authenticate`. */
export function personOf(response: Response): Person {
  const person = response.locals.person as Person | undefined;
  if (person === undefined) throw new Error("This route is mounted in front of authenticate().");
  return person;
}

/** By what they were let in. Only behind `authenticate`. */
export const loginOf = (response: Response): Login => response.locals.login as Login;

/** Refuses everyone of another role with 403. Only behind `authenticate`. */
export function requireRole(...allowed: readonly Role[]): RequestHandler {
  return (_request, response, next) => {
    if (!allowed.includes(personOf(response).role))
      throw new DomainError("forbidden", "Your role does not allow this.");
    next();
  };
}

const bearerToken = (header: string | undefined): string | null =>
  header?.match(/^bearer +([\x21-\x7e]{1,512})$/i)?.[1] ?? null;

const hashed = (token: string): string => createHash("sha256").update(token).digest("hex");
