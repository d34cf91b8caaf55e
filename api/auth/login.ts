import type { Request, RequestHandler, Response } from "express";
import type { Database } from "../../db/connect.ts";
import { nameOfLogin, passwordHashOf } from "../../db/people/logins.ts";
import { checkInVain } from "../../db/people/passwords.ts";
import { profileOf } from "../../db/people/peopleAccess.ts";
import { DomainError } from "../../domain/errors.ts";
import { accessTexts } from "../../domain/people/loginTexts.ts";
import { faultOfPassword } from "../../domain/people/password.ts";
import { formTexts } from "../../domain/words/fields.ts";
import { parseOrRefuse } from "../http/fieldErrors.ts";
import { remoteAddress, remoteNetwork } from "../http/underWay.ts";
import { passOn, readAnswer, refusalOf } from "./answer.ts";
import { askLibrary } from "./askLibrary.ts";
import { attempt, mustWait } from "./attempts.ts";
import { outcomeOf } from "./audited.ts";
import type { LoginEndpoint } from "./endpoints.ts";
import { begun, onceKnown, type Step, unknownPerson } from "./loginAudit.ts";
import { refuseForeignPages } from "./origins.ts";
import type { AuthDeps } from "./router.ts";
import type { ReadSession } from "./sessions.ts";

/**
 * One step of logging in or out: finds who is asking, lets the library decide, and records the outcome in the
 * audit log. Attempts are counted before anything else is done.
 */
export function answerLogin(deps: AuthDeps, endpoint: LoginEndpoint): RequestHandler {
  return async (request, response) => {
    refusePagesOfOthers(deps, request);
    const refusal = { code: "invalid_parameters", message: formTexts.lookAgainPlease() };
    const body = parseOrRefuse(endpoint.body, request.body ?? {}, refusal);
    const { name, isLoggedIn } = await whoAsks(deps, request, response, body);
    refuseWeakPassword(name, body);
    const step: Step = { action: endpoint.action, name, address: remoteAddress(request) };
    const right = await counted(deps, endpoint, request, response, step, name ?? nameTyped(body));
    const audit = isLoggedIn ? await begun(deps, step) : onceKnown(deps, step);
    try {
      if (endpoint.needsSecondFactor) await refusePasswordAlone(deps, request, response);
      if (typeof body.username === "string") await takeTheSameTime(deps, name, body);
      const asked = { ...body, ...(endpoint.path === "/change-password" && { revokeOtherSessions: true }) };
      const answer = await readAnswer(await askLibrary(deps.auth, deps.settings.publicUrl, request, asked));
      const code = refusalOf(answer);
      if (code === null) await right?.();
      const secondFactorAsked = answer.body.twoFactorRedirect === true;
      await audit(outcomeOf(answer.status), code ?? (secondFactorAsked ? "second_factor_asked" : null));
      if (code === null && name !== null && right !== null && !secondFactorAsked)
        await deps.knownBrowsers.remember(request, response, name);
      passOn(answer, name, response);
    } catch (error) {
      const isRefusal = error instanceof DomainError;
      await audit(isRefusal ? "refused" : "failed", isRefusal ? error.code : null);
      throw error;
    }
  };
}

/** A program without cookies has nothing that a foreign page could abuse. */
function refusePagesOfOthers(deps: AuthDeps, request: Request): void {
  const isBrowser = request.get("origin") ?? request.get("sec-fetch-site") ?? request.headers.cookie;
  if (isBrowser !== undefined) refuseForeignPages(deps.settings, request);
}

/** Refuses a session that was opened by the password alone, before the person set up a second factor. */
async function refusePasswordAlone(deps: AuthDeps, request: Request, response: Response): Promise<void> {
  const session = await deps.readSession(request, response);
  if (session === null || session.secondFactor) return;
  if ((await profileOf(deps.db, session.name)).twoFactor)
    throw new DomainError("second_factor_required", accessTexts.logInWithSecondFactor());
}

/** Counts an attempt at a password or code. Returns what to call if it was right. */
async function counted(
  deps: AuthDeps,
  { guarded }: LoginEndpoint,
  request: Request,
  response: Response,
  step: Step,
  tried: string,
): Promise<(() => Promise<void>) | null> {
  if (guarded === null) return null;
  const knownBrowser = step.name === null ? null : await deps.knownBrowsers.find(request, step.name);
  const by = { name: tried, network: remoteNetwork(request), knownBrowser };
  const { wait, wasRight } = await attempt(deps.db, guarded, by, deps.clock());
  if (wait === 0) return wasRight;
  const refused = mustWait(wait);
  await onceKnown(deps, step)("refused", refused.code);
  response.locals.retryAfterSeconds = wait;
  throw refused;
}

/**
 * The library answers at once for a person without a password, though not for an unknown name. This spends
 * the time of a password check, so that the answer does not tell them apart.
 */
async function takeTheSameTime(
  { db }: AuthDeps,
  name: string | null,
  { password }: Record<string, unknown>,
): Promise<void> {
  const hash = await passwordHashOf(db, name ?? unknownPerson);
  if (name !== null && hash === null) await checkInVain(String(password));
}

function refuseWeakPassword(name: string | null, { newPassword }: Record<string, unknown>): void {
  if (typeof newPassword !== "string") return;
  const fault = faultOfPassword(name ?? "", newPassword);
  if (fault === null) return;
  const errors = [{ path: "newPassword", message: fault }];
  throw new DomainError("invalid_parameters", formTexts.lookAgainPlease(), { errors });
}

const nameTyped = ({ username }: Record<string, unknown>): string =>
  typeof username === "string" ? username : unknownPerson;

interface Asking {
  /** null: unknown. A typed name may be a password in the wrong field, so it is not kept. */
  name: string | null;
  isLoggedIn: boolean;
}

/**
 * Finds who is logging in or logged in: by the name typed, else by the session, else by the second factor in
 * progress.
 */
async function whoAsks(
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
