import type { Request, RequestHandler, Response } from "express";
import type { Database } from "../../db/connect.ts";
import { personAtWork } from "../../db/people/peopleAccess.ts";
import { isToken, type Person, personWithToken, tokenHashOf } from "../../db/people/tokens.ts";
import { type Role, type TokenScope, tokenScopes } from "../../db/schema/index.ts";
import { DomainError } from "../../domain/errors.ts";
import { refusalTexts } from "../../domain/incidents/steeringTexts.ts";
import { accessTexts } from "../../domain/people/loginTexts.ts";
import { type Proof, unproved } from "../../domain/people/proof.ts";
import { lacksRequiredSecondFactor } from "../../domain/people/secondFactor.ts";
import { type OwnAddress, refuseForeignPages } from "./origins.ts";
import type { ReadSession } from "./sessions.ts";

/** How a person proved who they are. */
export interface Login extends Proof {
  via: "session" | "token";
  /** null for a token. */
  session: string | null;
}

interface Deps {
  db: Database;
  clock: () => Date;
  /** Absent if no browsers log in here. */
  browser?: { readSession: ReadSession; own: OwnAddress };
}

interface Found {
  person: Person;
  login: Login;
  scopes: readonly TokenScope[];
}

const reading: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Admits a request with a valid `Authorization: Bearer TOKEN` or session cookie. All others get 401, also on
 * unknown paths. A person's rights are read on each request, so that a change takes effect at once.
 */
export function authenticate(deps: Deps): RequestHandler {
  return async (request, response, next) => {
    const header = request.headers.authorization;
    const found =
      header === undefined
        ? await personInSession(deps, request, response)
        : await personByToken(deps, header);
    if (found === null) {
      response.set("WWW-Authenticate", 'Bearer realm="toban"');
      throw new DomainError("unauthenticated", accessTexts.unauthenticated());
    }
    if (lacksRequiredSecondFactor({ ...found.login, role: found.person.role }) && !isOwnAccount(request))
      throw new DomainError("second_factor_required", accessTexts.secondFactorRequired());
    if (!reading.has(request.method) && !found.scopes.includes("act"))
      throw new DomainError("read_only_token", "This token may read only.");
    response.locals.person = found.person;
    response.locals.login = found.login;
    next();
  };
}

/** A person's own profile and sessions, which they may read and end but not use to gain more access. */
const isOwnAccount = ({ baseUrl, path, method }: Request): boolean =>
  /^\/api\/me(\/|$)/.test(baseUrl + path) && method !== "POST";

/** The person who asks. Only behind `authenticate`. */
export function personOf(response: Response): Person {
  const person = response.locals.person as Person | undefined;
  if (person === undefined) throw new Error("This route is mounted in front of authenticate().");
  return person;
}

/** How that person logged in. Only behind `authenticate`. */
export const loginOf = (response: Response): Login => response.locals.login as Login;

/** Refuses all other roles with 403. Only behind `authenticate`. */
export function requireRole(...allowed: readonly Role[]): RequestHandler {
  return (_request, response, next) => {
    if (!allowed.includes(personOf(response).role))
      throw new DomainError("forbidden", refusalTexts.forbidden());
    next();
  };
}

/** Refuses tokens: only a person at the screen may grant more access. Only behind `authenticate`. */
export const requireSession: RequestHandler = (_request, response, next) => {
  if (loginOf(response).via !== "session")
    throw new DomainError("session_needed", "This needs a browser login; a token is not enough.");
  next();
};

async function personByToken(deps: Deps, header: string): Promise<Found | null> {
  const token = bearerToken(header);
  const found = token === null ? null : await personWithToken(deps.db, tokenHashOf(token), deps.clock());
  return found && { ...found, login: { ...unproved, via: "token", session: null } };
}

async function personInSession(deps: Deps, request: Request, response: Response): Promise<Found | null> {
  if (deps.browser === undefined) return null;
  const session = await deps.browser.readSession(request, response);
  const person = session === null ? null : await personAtWork(deps.db, session.name);
  if (session === null || person === null) return null;
  refuseForeignPages(deps.browser.own, request);
  const { id, secondFactor, authenticatedAt } = session;
  return {
    person,
    scopes: tokenScopes,
    login: { via: "session", session: id, secondFactor, authenticatedAt },
  };
}

function bearerToken(header: string): string | null {
  const token = /^bearer +(\S+)$/i.exec(header)?.[1];
  return token !== undefined && isToken(token) ? token : null;
}
