import type { RequestHandler, Router } from "express";
import type { Logger } from "pino";
import type { Database } from "../../db/connect.ts";
import { type AuthSettings, buildAuth } from "./auth.ts";
import { authenticate } from "./authenticate.ts";
import { knownBrowsers } from "./knownBrowsers.ts";
import { authRouter } from "./router.ts";
import { readSessions } from "./sessions.ts";

/** People's logins: the addresses to log in at, and the check on every later request. */
export function buildLogins(
  deps: { db: Database; clock: () => Date; logger: Logger },
  settings: AuthSettings,
): { router: Router; authenticate: RequestHandler } {
  const auth = buildAuth(deps, settings);
  const readSession = readSessions({ ...deps, auth });
  return {
    router: authRouter({
      ...deps,
      auth,
      readSession,
      settings,
      knownBrowsers: knownBrowsers(deps, settings),
    }),
    authenticate: authenticate({ ...deps, browser: { readSession, own: settings } }),
  };
}
