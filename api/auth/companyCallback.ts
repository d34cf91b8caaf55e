import { randomUUID } from "node:crypto";
import type { RequestHandler } from "express";
import { recordAudit } from "../../db/queries/audit.ts";
import { personAtWork } from "../../db/queries/peopleAccess.ts";
import { remoteAddress } from "../http/underWay.ts";
import { passOn, readAnswer, refusalOf } from "./answer.ts";
import { askLibrary } from "./askLibrary.ts";
import { asVisit } from "./companyProof.ts";
import { unknownPerson } from "./login.ts";
import type { AuthDependencies } from "./router.ts";

/** Whoever comes back from the company's login: a session, or back to our login page with the reason. */
export function companyCallback(deps: AuthDependencies): RequestHandler {
  return async (request, response) => {
    const asked = () => askLibrary(deps.auth, deps.settings.publicUrl, request, null);
    const answer = await readAnswer(await asVisit(asked));
    const code = refusalOf(answer);
    const name = code === null ? await nameByCookies(deps, answer.headers.getSetCookie()) : null;
    const person = name === null ? null : await personAtWork(deps.db, name);
    await recordAudit(deps.db, {
      ...{ at: deps.clock(), person: name ?? unknownPerson, role: person?.role ?? null },
      ...{ action: "login-company", customer: null, incident: null, via: "session", request: randomUUID() },
      ...{ detail: { address: remoteAddress(request) }, outcome: code === null ? "done" : "refused", code },
    });
    // Whoever came by a link is shown a page and not a problem in JSON.
    if (code !== null) response.redirect(302, `/login?error=${encodeURIComponent(code)}`);
    else passOn(answer, name, response);
  };
}

/** Whose session was just begun. */
async function nameByCookies(deps: AuthDependencies, cookies: readonly string[]): Promise<string | null> {
  const cookie = cookies.map((one) => one.split(";", 1)[0]).join("; ");
  const found = await deps.auth.api.getSession({ headers: new Headers({ cookie }) });
  return found?.user.name ?? null;
}
