import { randomUUID } from "node:crypto";
import type { Request, RequestHandler, Response } from "express";
import { beginAudit, endAudit } from "../../db/queries/audit.ts";
import { personAtWork } from "../../db/queries/peopleAccess.ts";
import { DomainError } from "../../domain/errors.ts";
import { faultOfPassword } from "../../domain/people/password.ts";
import { formTexts } from "../../domain/texts/fields.ts";
import { outcomeOf } from "../audit/audited.ts";
import { parseOrRefuse } from "../http/fieldErrors.ts";
import { remoteAddress } from "../http/underWay.ts";
import { passOn, readAnswer, refusalOf } from "./answer.ts";
import { askLibrary } from "./askLibrary.ts";
import { attempt, mustWait } from "./attempts.ts";
import type { LoginEndpoint } from "./endpoints.ts";
import { refuseForeignPages } from "./origins.ts";
import type { AuthDependencies } from "./router.ts";
import { whoAsks } from "./whoAsks.ts";

/** Who nobody knows stands so in the audit log. */
export const unknownPerson = "?";

/** One step of logging in or out: who may try, what the library says, and a line in the audit log of it. */
export function answerLogin(deps: AuthDependencies, endpoint: LoginEndpoint): RequestHandler {
  return async (request, response) => {
    refusePagesOfOthers(deps, request);
    const refusal = { code: "invalid_parameters", message: formTexts.lookAgainPlease() };
    const body = parseOrRefuse(endpoint.body, request.body ?? {}, refusal);
    const name = await whoAsks(deps, request, response, body);
    const audit = await begun(deps, endpoint, request, name);
    try {
      refuseWeakPassword(name, body);
      const right = await counted(deps, endpoint, request, response, name ?? nameTyped(body));
      const asked = { ...body, ...(endpoint.path === "/change-password" && { revokeOtherSessions: true }) };
      const answer = await readAnswer(await askLibrary(deps.auth, deps.settings.publicUrl, request, asked));
      const code = refusalOf(answer);
      if (code === null) await right?.();
      const secondFactorAsked = answer.body.twoFactorRedirect === true;
      await audit(outcomeOf(answer.status), code ?? (secondFactorAsked ? "second_factor_asked" : null));
      passOn(answer, name, response);
    } catch (error) {
      const isRefusal = error instanceof DomainError;
      await audit(isRefusal ? "refused" : "failed", isRefusal ? error.code : null);
      throw error;
    }
  };
}

/** A program without cookies brings nothing that a foreign page could abuse. */
function refusePagesOfOthers(deps: AuthDependencies, request: Request): void {
  const isBrowser = request.get("origin") ?? request.get("sec-fetch-site") ?? request.headers.cookie;
  if (isBrowser !== undefined) refuseForeignPages(deps.settings, request);
}

/** Counts an attempt at a password or code. Answers what is to be called when it was right. */
async function counted(
  deps: AuthDependencies,
  { guarded }: LoginEndpoint,
  request: Request,
  response: Response,
  name: string,
): Promise<(() => Promise<void>) | null> {
  if (guarded === null) return null;
  const tried = await attempt(deps.db, guarded, { name, address: remoteAddress(request) }, deps.clock());
  if (tried.wait === 0) return tried.wasRight;
  response.locals.retryAfterSeconds = tried.wait;
  throw mustWait(tried.wait);
}

function refuseWeakPassword(name: string | null, { newPassword }: Record<string, unknown>): void {
  if (typeof newPassword !== "string") return;
  const fault = faultOfPassword(name ?? "", newPassword);
  if (fault === null) return;
  const errors = [{ path: "newPassword", message: fault }];
  throw new DomainError("invalid_parameters", formTexts.lookAgainPlease(), { errors });
}

type End = (outcome: "done" | "refused" | "failed", code: string | null) => Promise<void>;

async function begun(
  deps: AuthDependencies,
  { action }: LoginEndpoint,
  request: Request,
  name: string | null,
): Promise<End> {
  // Nobody fills the log from outside: who is not logged in has nothing to end.
  if (action === null || (name === null && action === "logout")) return async () => {};
  const id = randomUUID();
  const person = name === null ? null : await personAtWork(deps.db, name);
  await beginAudit(deps.db, {
    ...{ at: deps.clock(), person: name ?? unknownPerson, role: person?.role ?? null, action },
    ...{ customer: null, incident: null, detail: { address: remoteAddress(request) } },
    ...{ via: "session", request: id },
  });
  return (outcome, code) => endAudit(deps.db, id, outcome, code);
}

const nameTyped = ({ username }: Record<string, unknown>): string =>
  typeof username === "string" ? username : unknownPerson;
