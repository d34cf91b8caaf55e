import type { Auth } from "better-auth";
import { fromNodeHeaders } from "better-auth/node";
import type { Request, Response } from "express";
import type { Database } from "../../db/connect.ts";
import { endSession } from "../../db/people/logins.ts";
import type { Proof } from "../../domain/people/proof.ts";
import { cookiePrefix } from "./auth.ts";

export interface Session extends Proof {
  id: string;
  name: string;
}

/** Reads the session that a browser's cookie belongs to. */
export type ReadSession = (request: Request, response: Response) => Promise<Session | null>;

/** A session ends after this long, even in constant use. */
const longestDays = 7;

export function readSessions(deps: { auth: Auth; db: Database; clock: () => Date }): ReadSession {
  return async (request, response) => {
    if (!request.headers.cookie?.includes(`${cookiePrefix}.session_token=`)) return null;
    const headers = fromNodeHeaders(request.headers);
    const found = await deps.auth.api.getSession({ headers, returnHeaders: true });
    // A session in use is extended, and the cookie with it.
    for (const cookie of found.headers.getSetCookie()) response.append("Set-Cookie", cookie);
    if (found.response === null) return null;
    const { session, user } = found.response;
    const { secondFactor, authenticatedAt } = session as typeof session & Proof;
    if (deps.clock().getTime() - session.createdAt.getTime() < longestDays * 24 * 3600_000)
      return { id: session.id, name: user.name, secondFactor, authenticatedAt };
    await endSession(deps.db, user.name, session.id);
    return null;
  };
}
