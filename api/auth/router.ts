import type { Auth } from "better-auth";
import { type RequestHandler, Router } from "express";
import type { Logger } from "pino";
import type { z } from "zod";
import type { Database } from "../../db/connect.ts";
import { jsonBody } from "../http/jsonBody.ts";
import { keepableText } from "../http/keepableText.ts";
import { budget, limitUnderWay, remoteNetwork } from "../http/underWay.ts";
import type { AuthSettings } from "./auth.ts";
import { companyCallback } from "./companyCallback.ts";
import { companyEndpoint, loginEndpoints } from "./endpoints.ts";
import type { KnownBrowsers } from "./knownBrowsers.ts";
import { answerLogin } from "./login.ts";
import type { methodsSchema } from "./schemas.ts";
import type { ReadSession } from "./sessions.ts";

export interface AuthDeps {
  auth: Auth;
  db: Database;
  clock: () => Date;
  logger: Logger;
  readSession: ReadSession;
  knownBrowsers: KnownBrowsers;
  settings: Pick<AuthSettings, "publicUrl" | "port" | "oidc">;
}

const longestBodyBytes = 16 * 1024;
const bytes = 4 * 1024 * 1024;
/** While the body arrives, which costs next to nothing. */
const reading = [
  budget({ requests: 1_000, bytes }),
  budget({ requests: 100, bytes: bytes / 8 }, remoteNetwork),
];
/**
 * Checking a password takes 19 MiB and a tenth of a second, so some wait rather than all fail. No address
 * takes all the places, and a request takes one only once its body has arrived.
 */
const checking = [budget({ requests: 40, bytes }), budget({ requests: 8, bytes }, remoteNetwork)];

/** Logging in needs no login; mounted in front of `authenticate`. */
export function authRouter(deps: AuthDeps): Router {
  const { oidc } = deps.settings;
  const router = Router();
  const prepare: RequestHandler[] = [
    limitUnderWay(...reading),
    jsonBody({ limitBytes: longestBodyBytes }),
    keepableText,
    limitUnderWay(...checking),
  ];
  router.get("/api/auth/methods", (_request, response) => {
    const methods = { password: true, oidc: oidc === null ? null : { name: oidc.name } } as const;
    response.json(methods satisfies z.infer<typeof methodsSchema>);
  });
  for (const endpoint of loginEndpoints)
    router.post(`/api/auth${endpoint.path}`, ...prepare, answerLogin(deps, endpoint));
  if (oidc === null) return router;
  router.post(`/api/auth${companyEndpoint.path}`, ...prepare, answerLogin(deps, companyEndpoint));
  router.get("/api/auth/callback/oidc", limitUnderWay(...checking), companyCallback(deps));
  return router;
}
