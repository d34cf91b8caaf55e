import { Router } from "express";
import type { z } from "zod";
import type { Database } from "../../db/connect.ts";
import { allPeople, disablePerson, enablePerson } from "../../db/queries/peopleAccess.ts";
import { DomainError } from "../../domain/errors.ts";
import { accessTexts } from "../../domain/texts/logins.ts";
import type { Audited } from "../audit/audited.ts";
import { personOf, requireRole } from "./authenticate.ts";
import { dated } from "./dated.ts";
import type { peopleSchema } from "./schemas.ts";

interface Dependencies {
  db: Database;
  clock: () => Date;
  audited: Audited;
}

/** Who may get in, for administrators. Mounted behind `authenticate`. */
export function peopleRouter({ db, clock, audited }: Dependencies): Router {
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
  return router;
}
