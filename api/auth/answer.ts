import type { Response as ExpressResponse } from "express";
import { loginTexts } from "../../domain/people/loginTexts.ts";
import type { Text } from "../../domain/words/phrase.ts";
import { sendProblem } from "../http/problem.ts";

/** The library's answer with its body. */
export interface LibraryAnswer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

const isKnown = (code: string): code is keyof typeof loginTexts => Object.hasOwn(loginTexts, code);
const wordsOf = (code: string): Text => loginTexts[isKnown(code) ? code : "otherwise"]();

/** How long the library refuses all codes after ten wrong ones. */
const lockedSeconds = 15 * 60;

export async function readAnswer(answer: Response): Promise<LibraryAnswer> {
  const text = await answer.text();
  const isJson = answer.headers.get("content-type")?.includes("json") ?? false;
  const body = isJson && text !== "" ? (JSON.parse(text) ?? {}) : {};
  return { status: answer.status, headers: answer.headers, body };
}

/** The library's reason for a refusal, in the form of our other codes; null if it accepted. */
export function refusalOf({ status, body, headers }: LibraryAnswer): string | null {
  const location = headers.get("location");
  if (location !== null)
    return new URL(location, "http://here").searchParams.get("error")?.toLowerCase() ?? null;
  return status < 400 ? null : String(body.code ?? "login_failed").toLowerCase();
}

/**
 * Passes the library's answer on: cookies unchanged, refusals as problems, and the session token kept from
 * scripts.
 */
export function passOn(answer: LibraryAnswer, person: string | null, response: ExpressResponse): void {
  for (const cookie of answer.headers.getSetCookie()) response.append("Set-Cookie", cookie);
  const location = answer.headers.get("location");
  if (location !== null && answer.status >= 300 && answer.status < 400) {
    response.redirect(answer.status, location);
    return;
  }
  const code = refusalOf(answer);
  if (code !== null) {
    if (answer.status === 429) response.locals.retryAfterSeconds = lockedSeconds;
    sendProblem(response, { status: answer.status, code, detail: wordsOf(code) });
    return;
  }
  const { token: _token, user: _user, ...shown } = answer.body;
  const { totpURI } = shown;
  if (typeof totpURI === "string" && person !== null) shown.totpURI = namedAfter(person, totpURI);
  response.status(answer.status).json(shown);
}

/** Puts the person's name beside the codes in an authenticator app; the library would put a mail address. */
function namedAfter(person: string, totpUri: string): string {
  const issuer = new URL(totpUri).searchParams.get("issuer") ?? "";
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(person)}`;
  return totpUri.replace(/^(otpauth:\/\/totp\/)[^?]*/, `$1${label}`);
}
