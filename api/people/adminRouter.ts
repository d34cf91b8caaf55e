import { Router } from "express";
import { z } from "zod";
import type { Database } from "../../db/connect.ts";
import { allPeople, assertPersonExists, disablePerson, enablePerson } from "../../db/people/peopleAccess.ts";
import { revokeToken, revokeTokens, tokensOf } from "../../db/people/tokens.ts";
import { DomainError } from "../../domain/errors.ts";
import { accessTexts } from "../../domain/people/loginTexts.ts";
import type { Audited } from "../auth/audited.ts";
import { personOf, requireRole } from "../auth/authenticate.ts";
import { dated } from "./dated.ts";
import type { peopleSchema, tokensSchema } from "./schemas.ts";

interface Deps {
  db: Database;
  clock: () => Date;
  audited: Audited;
}

/** The people and their logins, for administrators. Mounted behind `authenticate`. */
export function peopleRouter({ db, clock, audited }: Deps): Router {
  const router = Router();
  const admins = requireRole("admin");
  router.get("/api/people", admins, async (_request, response) => {
    const people = (await allPeople(db)).map(dated);
    response.json({ people } satisfies z.infer<typeof peopleSchema>);
  });
  router.post("/api/people/:name/disable", audited("disable-person"), admins, async (request, response) => {
    const name = String(request.params.name);
    if (name === personOf(response).name) throw new DomainError("own_account", accessTexts.ownAccount());
    await disablePerson(db, name, clock());
    response.status(204).end();
  });
  router.post("/api/people/:name/enable", audited("enable-person"), admins, async (request, response) => {
    await enablePerson(db, String(request.params.name));
    response.status(204).end();
  });

  const tokens = "/api/people/:name/tokens";
  router.get(tokens, admins, async (request, response) => {
    const name = String(request.params.name);
    await assertPersonExists(db, name);
    const rows = await tokensOf(db, name, clock());
    response.json({ tokens: rows.map(dated) } satisfies z.infer<typeof tokensSchema>);
  });
  router.delete(tokens, audited("revoke-persons-tokens"), admins, async (request, response) => {
    const name = String(request.params.name);
    await assertPersonExists(db, name);
    await revokeTokens(db, name, { at: clock(), by: personOf(response).name });
    response.status(204).end();
  });
  router.delete(`${tokens}/:id`, audited("revoke-persons-token"), admins, async (request, response) => {
    const name = String(request.params.name);
    await assertPersonExists(db, name);
    const id = z.uuid().safeParse(request.params.id);
    const revocation = { at: clock(), by: personOf(response).name };
    if (!id.success || !(await revokeToken(db, name, id.data, revocation)))
      throw new DomainError("not_found", accessTexts.noSuchTokenOfPerson());
    response.status(204).end();
  });
  return router;
}
