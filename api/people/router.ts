import { Router } from "express";
import { z } from "zod";
import type { Database } from "../../db/connect.ts";
import { endSession, sessionsOf } from "../../db/people/logins.ts";
import { profileOf } from "../../db/people/peopleAccess.ts";
import { issueTokenInSession, revokeToken, tokensOf, tokensTakenFrom } from "../../db/people/tokens.ts";
import { DomainError } from "../../domain/errors.ts";
import { accessTexts } from "../../domain/people/loginTexts.ts";
import { secondFactorDue } from "../../domain/people/secondFactor.ts";
import { formTexts } from "../../domain/words/fields.ts";
import type { Text } from "../../domain/words/phrase.ts";
import type { Audited } from "../auth/audited.ts";
import { loginOf, personOf, requireSession } from "../auth/authenticate.ts";
import { parseOrRefuse } from "../http/fieldErrors.ts";
import { limitUnderWay } from "../http/underWay.ts";
import { passwordBudgets } from "./budgets.ts";
import { dated } from "./dated.ts";
import { proveAgain } from "./proveAgain.ts";
import {
  type issuedTokenSchema,
  type meSchema,
  newTokenSchema,
  type ownTokensSchema,
  type sessionsSchema,
} from "./schemas.ts";

interface Deps {
  db: Database;
  clock: () => Date;
  audited: Audited;
}

/** How long people are told that an administrator revoked one of their tokens. */
const toldDays = 30;

/** A person's own account: their profile, sessions and tokens. Mounted behind `authenticate`. */
export function meRouter({ db, clock, audited }: Deps): Router {
  const router = Router();
  router.get("/api/me", async (_request, response) => {
    const { name, role, customers } = personOf(response);
    const profile = await profileOf(db, name);
    const login = loginOf(response);
    const due = secondFactorDue({ ...login, ...profile, role, isSetUp: profile.twoFactor });
    const me = { name, role, customers, ...profile, via: login.via, secondFactorDue: due };
    response.json(me satisfies z.infer<typeof meSchema>);
  });

  router.get("/api/me/sessions", async (_request, response) => {
    const { session: current } = loginOf(response);
    const rows = await sessionsOf(db, personOf(response).name, clock());
    const sessions = rows.map((row) => ({ ...dated(row), current: row.id === current }));
    response.json({ sessions } satisfies z.infer<typeof sessionsSchema>);
  });
  router.delete("/api/me/sessions/:id", audited("end-session"), async (request, response) => {
    if (!(await endSession(db, personOf(response).name, String(request.params.id))))
      throw notFound(accessTexts.noSuchSession());
    response.status(204).end();
  });

  router.get("/api/me/tokens", async (_request, response) => {
    const { name } = personOf(response);
    const tokens = (await tokensOf(db, name, clock())).map(dated);
    const since = new Date(clock().getTime() - toldDays * 24 * 3600_000);
    const taken = (await tokensTakenFrom(db, name, since)).map(dated);
    response.json({ tokens, taken } satisfies z.infer<typeof ownTokensSchema>);
  });
  const inTurn = limitUnderWay(...passwordBudgets());
  router.post("/api/me/tokens", audited("issue-token"), requireSession, inTurn, async (request, response) => {
    const refusal = { code: "invalid_parameters", message: formTexts.lookAgainPlease() };
    const { password, ...terms } = parseOrRefuse(newTokenSchema, request.body ?? {}, refusal);
    await proveAgain({ db, clock }, request, response, password);
    const { session } = loginOf(response);
    const issued =
      session === null
        ? null
        : await issueTokenInSession(db, session, personOf(response).name, clock(), terms);
    if (issued === null) throw new DomainError("unauthenticated", accessTexts.unauthenticated());
    response.locals.holdsSecret = true;
    response.status(201).json(issued satisfies z.infer<typeof issuedTokenSchema>);
  });
  router.delete("/api/me/tokens/:id", audited("revoke-token"), async (request, response) => {
    const { name } = personOf(response);
    const id = z.uuid().safeParse(request.params.id);
    if (!id.success || !(await revokeToken(db, name, id.data, { at: clock(), by: null })))
      throw notFound(accessTexts.noSuchToken());
    response.status(204).end();
  });
  return router;
}

const notFound = (words: Text): DomainError => new DomainError("not_found", words);
