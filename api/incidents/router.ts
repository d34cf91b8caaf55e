import { type Request, type Response, Router } from "express";
import { z } from "zod";
import type { Database } from "../../db/connect.ts";
import { configurationVersion } from "../../db/queries/customers.ts";
import { findIncident, type IncidentRow, searchIncidents } from "../../db/queries/incidents.ts";
import { callbacksOf } from "../../db/queries/incomingCalls.ts";
import { DomainError } from "../../domain/errors.ts";
import { personOf } from "../people/authenticate.ts";
import { assertMayAskFor, visibleTo } from "../people/visibility.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import { incidentLists, type ListName, latestOfAll } from "./lists.ts";
import { numberParameter, partParameters, readParameters, searchParameters } from "./parameters.ts";
import { presentCallback, presentSummary, type Reader } from "./present.ts";
import type { IncidentAnswer, IncidentSummary } from "./schemas.ts";

export interface IncidentsDependencies {
  db: Database;
  clock: () => Date;
}

/** Mounted behind `authenticate`. It reads; what people do to an incident goes to its workflow. */
export function incidentsRouter(deps: IncidentsDependencies): Router {
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

async function answerPage(deps: IncidentsDependencies, request: Request, response: Response): Promise<void> {
  const { customer, state, limit, cursor } = readParameters(searchParameters, request.query);
  const person = personOf(response);
  assertMayAskFor(person, customer);
  const before = cursor === undefined ? undefined : readCursor("incidents", z.tuple([z.int()]), cursor)[0];
  const visible = visibleTo(person);
  // One more than asked for tells whether anything follows.
  const rows = await searchIncidents(deps.db, { visible, customer, states: state, before, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const reader = readerOf(deps, response);
  const last = shown.at(-1);
  response.json({
    incidents: await Promise.all(shown.map((row) => summary(deps, row, reader))),
    nextCursor: rows.length > limit && last !== undefined ? writeCursor("incidents", [last.number]) : null,
  });
}

async function answerIncident(
  deps: IncidentsDependencies,
  request: Request,
  response: Response,
): Promise<void> {
  readParameters(z.strictObject({}), request.query);
  const number = numberOf(request);
  const reader = readerOf(deps, response);
  const [incident, { alerts, timeline, dispatches, calls }, callbacks] = await Promise.all([
    findIncident(deps.db, number, visibleTo(personOf(response))),
    latestOfAll(deps.db, number, reader.forCustomer),
    reader.forCustomer ? [] : callbacksOf(deps.db, number),
  ]);
  if (incident === null) throw noSuchIncident(number);
  const { operatorCalls, secondary, ...shown } = await summary(deps, incident, reader);
  response.json({
    ...shown,
    alerts: alerts.items,
    dispatches: dispatches.items,
    calls: calls.items,
    callbacks: callbacks.map(presentCallback),
    operatorCalls,
    runbookRuns: [],
    secondary,
    timeline: timeline.items,
    counts: {
      alerts: alerts.count,
      dispatches: dispatches.count,
      calls: calls.count,
      timeline: timeline.count,
    },
  } satisfies IncidentAnswer);
}

async function answerList(
  deps: IncidentsDependencies,
  list: ListName,
  request: Request,
  response: Response,
): Promise<void> {
  const { limit, cursor } = readParameters(partParameters, request.query);
  const number = numberOf(request);
  const { forCustomer } = readerOf(deps, response);
  const [incident, { items, nextCursor }] = await Promise.all([
    findIncident(deps.db, number, visibleTo(personOf(response))),
    incidentLists[list](deps.db, { incident: number, limit, cursor, forCustomer }),
  ]);
  if (incident === null) throw noSuchIncident(number);
  response.json({ [list]: items, nextCursor });
}

async function summary(
  deps: IncidentsDependencies,
  incident: IncidentRow,
  reader: Reader,
): Promise<IncidentSummary> {
  // Names are needed only while somebody is being called.
  const named = incident.version !== null && incident.callsUnderWay.length > 0;
  const configuration = named ? await configurationVersion(deps.db, incident.version!) : null;
  return presentSummary(incident, configuration, reader);
}

const readerOf = (deps: IncidentsDependencies, response: Response): Reader => ({
  now: deps.clock(),
  forCustomer: personOf(response).role === "customer",
});

function numberOf(request: Request): number {
  const { number } = readParameters(z.object({ number: numberParameter }), request.params);
  if (number === null) throw noSuchIncident(String(request.params.number));
  return number;
}

const noSuchIncident = (number: number | string): DomainError =>
  new DomainError("not_found", `There is no incident ${number} that you may see.`);
