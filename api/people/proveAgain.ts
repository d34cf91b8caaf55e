import type { Request, Response } from "express";
import type { Database } from "../../db/connect.ts";
import { passwordHashOf } from "../../db/people/logins.ts";
import { isPassword } from "../../db/people/passwords.ts";
import { DomainError } from "../../domain/errors.ts";
import { accessTexts, loginTexts } from "../../domain/people/loginTexts.ts";
import { isFresh } from "../../domain/people/proof.ts";
import { fieldTexts, formTexts } from "../../domain/words/fields.ts";
import type { Text } from "../../domain/words/phrase.ts";
import { attempt, mustWait } from "../auth/attempts.ts";
import { loginOf, personOf } from "../auth/authenticate.ts";
import { remoteNetwork } from "../http/underWay.ts";

/**
 * A session may be open on an unattended terminal, so an action that grants more access asks for the password
 * again, or, from a person without one, for a fresh login through the company. Guesses count like those of a
 * login in a known browser.
 */
export async function proveAgain(
  { db, clock }: { db: Database; clock: () => Date },
  request: Request,
  response: Response,
  password: string | undefined,
): Promise<void> {
  const { name } = personOf(response);
  const hash = await passwordHashOf(db, name);
  if (hash === null) {
    if (isFresh(loginOf(response), clock())) return;
    throw new DomainError("fresh_login_needed", accessTexts.freshLoginNeeded());
  }
  if (password === undefined)
    throw atPassword("invalid_parameters", formTexts.lookAgainPlease(), fieldTexts.enterSomething());
  response.locals.guessed = true;
  const by = { name, network: remoteNetwork(request), knownBrowser: loginOf(response).session };
  const tried = await attempt(db, "password", by, clock());
  if (tried.wait > 0) {
    response.locals.retryAfterSeconds = tried.wait;
    throw mustWait(tried.wait);
  }
  if (!(await isPassword(hash, password)))
    throw atPassword("invalid_password", loginTexts.invalid_password(), loginTexts.invalid_password());
  await tried.wasRight();
  response.locals.guessed = false;
}

const atPassword = (code: string, words: Text, message: Text): DomainError =>
  new DomainError(code, words, { errors: [{ path: "password", message }] });
