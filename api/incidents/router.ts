import { type Request, type Response, Router } from "express";
import { z } from "zod";
import { findIncident, searchIncidents } from "../../db/incidents/incidents.ts";
import { latestSecondaries } from "../../db/secondary/secondary.ts";
import { personOf } from "../auth/authenticate.ts";
import { readCursor, writeCursor } from "../http/cursor.ts";
import { numberParameter, partParameters, readParameters, searchParameters } from "../http/parameters.ts";
import { assertMayAskFor, visibleTo } from "../people/visibility.ts";
import {
  audienceOf,
  type IncidentsDeps,
  incidentAnswer,
  incidentSummary,
  noSuchIncident,
  readerOf,
} from "./answer.ts";
import { incidentLists, type ListName } from "./lists.ts";

/** Reading only; people's actions go to the incident's workflow. Mounted behind `authenticate`. */
export function incidentsRouter(deps: IncidentsDeps): Router {
  const router = Router();
  router.get("/api/incidents", (request, response) => answerPage(deps, request, response));
  router.get("/api/incidents/:number", (request, response) => answerIncident(deps, request, response));
  for (const list of Object.keys(incidentLists) as ListName[]) {
    router.get(`/api/incidents/:number/${list}`, (request, response) =>
      answerList(deps, list, request, response),
    );
  }
  return router;
}

async function answerPage(deps: IncidentsDeps, request: Request, response: Response): Promise<void> {
  const { customer, state, limit, cursor } = readParameters(searchParameters, request.query);
  const person = personOf(response);
  assertMayAskFor(person, customer);
  const before = cursor === undefined ? undefined : readCursor("incidents", z.tuple([z.int()]), cursor)[0];
  const visible = visibleTo(person);
  // One row more than asked for tells whether there is another page.
  const rows = await searchIncidents(deps.db, { visible, customer, states: state, before, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const secondaries = await latestSecondaries(
    deps.db,
    shown.map(({ number }) => number),
  );
  const reader = readerOf(deps, response);
  const last = shown.at(-1);
  response.json({
    incidents: await Promise.all(
      shown.map((row) => incidentSummary(deps, row, reader, secondaries.get(row.number))),
    ),
    nextCursor: rows.length > limit && last !== undefined ? writeCursor("incidents", [last.number]) : null,
  });
}

async function answerIncident(deps: IncidentsDeps, request: Request, response: Response): Promise<void> {
  readParameters(z.strictObject({}), request.query);
  response.json(await incidentAnswer(deps, response, incidentNumberOf(request)));
}

async function answerList(
  deps: IncidentsDeps,
  list: ListName,
  request: Request,
  response: Response,
): Promise<void> {
  const { limit, cursor } = readParameters(partParameters, request.query);
  const number = incidentNumberOf(request);
  const audience = audienceOf(response);
  const [incident, { items, nextCursor }] = await Promise.all([
    findIncident(deps.db, number, visibleTo(personOf(response))),
    incidentLists[list](deps.db, { incident: number, limit, cursor, audience }),
  ]);
  if (incident === null) throw noSuchIncident(number);
  response.json({ [list]: items, nextCursor });
}

/** The incident's number from the address; not found if no incident can have it. */
export function incidentNumberOf(request: Request): number {
  const { number } = readParameters(z.object({ number: numberParameter }), request.params);
  if (number === null) throw noSuchIncident(String(request.params.number));
  return number;
}
