import { type Request, Router } from "express";
import { z } from "zod";
import { attentionQueue, markSeen } from "../../../db/incidents/attentionQueue.ts";
import { alertOf, dispatchOf } from "../../../db/incidents/desk.ts";
import { DomainError } from "../../../domain/errors.ts";
import { refusalTexts } from "../../../domain/incidents/steeringTexts.ts";
import type { Audited } from "../../auth/audited.ts";
import { personOf, requireRole } from "../../auth/authenticate.ts";
import { languageOf } from "../../http/language.ts";
import { readParameters } from "../../http/parameters.ts";
import { findVisible } from "../actions/findVisible.ts";
import { readerOf } from "../answer.ts";
import { presentAlert, presentDispatch } from "../present.ts";
import { incidentNumberOf } from "../router.ts";
import { type DeskDeps, deskOf } from "./desk.ts";
import { presentQueue } from "./queue.ts";

const longestQueue = 500;

/** The parts of the API that only the control centre uses. Mounted behind `authenticate`. */
export function deskRouter(deps: DeskDeps & { audited: Audited }): Router {
  const router = Router();
  const forOperators = requireRole("operator", "admin");

  router.get("/api/triage", forOperators, async (request, response) => {
    readParameters(z.strictObject({}), request.query);
    const reader = readerOf(deps, response);
    response.json(
      await presentQueue(deps.db, await attentionQueue(deps.db, reader.now, longestQueue), reader),
    );
  });

  router.get("/api/incidents/:number/desk", forOperators, async (request, response) => {
    readParameters(z.strictObject({}), request.query);
    const person = personOf(response);
    const { number } = await findVisible(deps.db, incidentNumberOf(request), person);
    response.json(await deskOf(deps, { person, language: languageOf(response) }, number));
  });

  router.get("/api/incidents/:number/dispatches/:id", forOperators, async (request, response) => {
    const { number } = await findVisible(deps.db, incidentNumberOf(request), personOf(response));
    const row = await dispatchOf(deps.db, number, idOf(request));
    if (row === null) throw nothing();
    const { content } = row;
    const shown = content === null ? null : { subject: content.subject ?? null, body: content.body };
    response.json({ ...presentDispatch(row, languageOf(response)), content: shown });
  });

  router.get("/api/incidents/:number/alerts/:id", forOperators, async (request, response) => {
    const { number } = await findVisible(deps.db, incidentNumberOf(request), personOf(response));
    const row = await alertOf(deps.db, number, idOf(request));
    if (row === null) throw nothing();
    response.json({ ...presentAlert(row), series: row.series, details: row.details });
  });

  router.post(
    "/api/incidents/:number/seen",
    forOperators,
    deps.audited("seen"),
    async (request, response) => {
      const { name } = personOf(response);
      const { number } = await findVisible(deps.db, incidentNumberOf(request), personOf(response));
      await markSeen(deps.db, number, name, deps.clock());
      response.json({ number, seenBy: name });
    },
  );
  return router;
}

/** No row of ours has a higher id. */
const largestId = 9_007_199_254_740_991;

function idOf(request: Request): number {
  const id = Number(request.params.id);
  if (!/^\d{1,16}$/.test(String(request.params.id)) || id < 1 || id > largestId) throw nothing();
  return id;
}

const nothing = (): DomainError => new DomainError("not_found", refusalTexts.nothingOfIt());
