import type { RequestHandler, Response } from "express";
import { remoteAddress, remoteNetwork } from "../http/underWay.ts";
import { passOn, readAnswer, refusalOf } from "./answer.ts";
import { askLibrary } from "./askLibrary.ts";
import { companyAttempt, mustWait } from "./attempts.ts";
import { asVisit } from "./companyProof.ts";
import { onceKnown } from "./loginAudit.ts";
import type { AuthDeps } from "./router.ts";

/**
 * The address to which the company's login sends people back. They get a session, or our login page with the
 * reason.
 */
export function companyCallback(deps: AuthDeps): RequestHandler {
  return async (request, response) => {
    const step = { action: "login-company", address: remoteAddress(request) };
    const knownBrowser = await deps.knownBrowsers.find(request, null);
    const by = { network: remoteNetwork(request), knownBrowser };
    const { wait, wasRight } = await companyAttempt(deps.db, by, deps.clock());
    if (wait > 0) {
      const { code } = mustWait(wait);
      await onceKnown(deps, { ...step, name: null })("refused", code);
      return backToLogin(response, code);
    }
    const asked = () => askLibrary(deps.auth, deps.settings.publicUrl, request, null);
    const answer = await readAnswer(await asVisit(asked));
    const code = refusalOf(answer);
    const name = code === null ? await nameByCookies(deps, answer.headers.getSetCookie()) : null;
    if (code === null) await wasRight();
    await onceKnown(deps, { ...step, name })(code === null ? "done" : "refused", code);
    if (code !== null) return backToLogin(response, code);
    if (name !== null) await deps.knownBrowsers.remember(request, response, name);
    passOn(answer, name, response);
  };
}

/** A person who follows a link needs a page, not a problem in JSON. */
const backToLogin = (response: Response, code: string): void =>
  response.redirect(302, `/login?error=${encodeURIComponent(code)}`);

/** The name of the person whose session has just begun. */
async function nameByCookies(deps: AuthDeps, cookies: readonly string[]): Promise<string | null> {
  const cookie = cookies.map((one) => one.split(";", 1)[0]).join("; ");
  const found = await deps.auth.api.getSession({ headers: new Headers({ cookie }) });
  return found?.user.name ?? null;
}
