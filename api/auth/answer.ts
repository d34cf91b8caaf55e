import type { Response as ExpressResponse } from "express";
import { sendProblem } from "../http/problem.ts";

/** The library's answer, with what it says. */
export interface LibraryAnswer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

const words: Readonly<Record<string, string>> = {
  invalid_username_or_password: "名前またはパスワードが違います。",
  invalid_password: "パスワードが違います。",
  invalid_code: "コードが違うか、すでに使われています。新しいコードを入力してください。",
  invalid_backup_code: "予備コードが違うか、すでに使われています。",
  invalid_two_factor_cookie: "ログインの有効時間が過ぎました。もう一度ログインしてください。",
  too_many_attempts_request_new_code: "試行回数が多すぎます。もう一度ログインしてください。",
  account_temporarily_locked:
    "コードの間違いが続いたため、ログインを止めています。15分後にもう一度お試しください。",
  totp_already_enabled: "二要素認証はすでに有効です。",
  totp_not_enabled: "二要素認証が設定されていません。",
  two_factor_not_enabled: "二要素認証が設定されていません。",
  unauthorized: "ログインしてください。",
  credential_account_not_found: "パスワードが設定されていません。",
};
/** For how long the library takes no code after ten wrong ones. */
const lockedSeconds = 15 * 60;
const otherwise = "操作できませんでした。もう一度お試しください。";

export async function readAnswer(answer: Response): Promise<LibraryAnswer> {
  const text = await answer.text();
  const isJson = answer.headers.get("content-type")?.includes("json") ?? false;
  const body = isJson && text !== "" ? (JSON.parse(text) ?? {}) : {};
  return { status: answer.status, headers: answer.headers, body };
}

/** Why the library refused, in the form of our other codes; null where it did not. */
export function refusalOf({ status, body, headers }: LibraryAnswer): string | null {
  const location = headers.get("location");
  if (location !== null)
    return new URL(location, "http://here").searchParams.get("error")?.toLowerCase() ?? null;
  return status < 400 ? null : String(body.code ?? "login_failed").toLowerCase();
}

/** Passes the answer on: cookies as they are, refusals as problems, and the session's token to no script. */
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
    sendProblem(response, { status: answer.status, code, detail: words[code] ?? otherwise });
    return;
  }
  const { token: _token, user: _user, ...shown } = answer.body;
  const { totpURI } = shown;
  if (typeof totpURI === "string" && person !== null) shown.totpURI = namedAfter(person, totpURI);
  response.status(answer.status).json(shown);
}

/** An authenticator app shows whose codes these are; the library would have it show a mail address. */
function namedAfter(person: string, totpUri: string): string {
  const issuer = new URL(totpUri).searchParams.get("issuer") ?? "";
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(person)}`;
  return totpUri.replace(/^(otpauth:\/\/totp\/)[^?]*/, `$1${label}`);
}
