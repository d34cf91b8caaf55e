import type { Request, Response } from "express";
import type { Database } from "../../db/connect.ts";
import { nameOfLogin } from "../../db/queries/logins.ts";
import type { ReadSession } from "./sessions.ts";

/**
 * Who is logging in, or has: by the session, else the name typed, else the second factor that is waited for. Null
 * where nobody is known by it; a name typed may be a password typed in the wrong field, so it is not kept.
 */
export async function whoAsks(
  deps: { db: Database; readSession: ReadSession },
  request: Request,
  response: Response,
  body: Record<string, unknown>,
): Promise<string | null> {
  const { username } = body;
  if (typeof username === "string") return nameOfLogin(deps.db, { typed: username });
  const session = await deps.readSession(request, response);
  if (session !== null) return session.name;
  const challenge = challengeOf(request.headers.cookie ?? "");
  return challenge === null ? null : nameOfLogin(deps.db, { challenge });
}

/** `2fa-...`, without the signature that stands behind it: the library checks that one. */
const challengeOf = (cookie: string): string | null =>
  cookie.match(/\.two_factor=(2fa-[\w-]+)\./)?.[1] ?? null;
