import type { Request, Response } from "express";
import type { Database } from "../../db/connect.ts";
import { nameOfLogin } from "../../db/people/logins.ts";
import type { ReadSession } from "./sessions.ts";

export interface Asking {
  /** null: unknown. A typed name may be a password in the wrong field, so it is not kept. */
  name: string | null;
  isLoggedIn: boolean;
}

/**
 * Finds who is logging in or logged in: by the name typed, else by the session, else by the second factor in
 * progress.
 */
export async function whoAsks(
  deps: { db: Database; readSession: ReadSession },
  request: Request,
  response: Response,
  body: Record<string, unknown>,
): Promise<Asking> {
  const { username } = body;
  if (typeof username === "string")
    return { name: await nameOfLogin(deps.db, { typed: username }), isLoggedIn: false };
  const session = await deps.readSession(request, response);
  if (session !== null) return { name: session.name, isLoggedIn: true };
  const challenge = challengeOf(request.headers.cookie ?? "");
  const name = challenge === null ? null : await nameOfLogin(deps.db, { challenge });
  return { name, isLoggedIn: false };
}

/** `2fa-...` without the signature behind it, which the library checks. */
const challengeOf = (cookie: string): string | null =>
  cookie.match(/\.two_factor=(2fa-[\w-]+)\./)?.[1] ?? null;
