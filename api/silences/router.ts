import { type Request, type Response, Router } from "express";
import { z } from "zod";
import type { Database } from "../../db/connect.ts";
import { currentConfiguration } from "../../db/customers/customers.ts";
import type { SilenceRow } from "../../db/schema/index.ts";
import { changeSilence, readSilence, type SilenceChange } from "../../db/silences/silences.ts";
import type { Calendar } from "../../domain/customers/configuration.ts";
import { DomainError } from "../../domain/errors.ts";
import { personText } from "../../domain/people/actor.ts";
import { answerSilence, endSilence, extendSilence } from "../../domain/silences/changes.ts";
import { silenceRefusalTexts } from "../../domain/silences/texts.ts";
import { auditedDeed } from "../auth/audited.ts";
import { personOf, requireRole } from "../auth/authenticate.ts";
import { parseOrRefuse } from "../http/fieldErrors.ts";
import { numberParameter, readParameters } from "../http/parameters.ts";
import { assertMayAskFor, visibleTo } from "../people/visibility.ts";
import { askForSilence, customerToAskFor } from "./ask.ts";
import { latestSilences } from "./list.ts";
import { presentSilence } from "./present.ts";
import { extensionSchema, silenceRequestFor, silencesParameters } from "./schemas.ts";

export interface SilencesDeps {
  db: Database;
  clock: () => Date;
  /** Called once incidents may have to be told of a silence. */
  onStored: () => void;
}

/** 静観 (R5.10), for operators and customers' people. Mounted behind `authenticate` and `idempotent`. */
export function silencesRouter(deps: SilencesDeps): Router {
  const router = Router();
  const forOperators = requireRole("operator", "admin");
  router.get("/api/silences", (request, response) => answerList(deps, request, response));
  router.post("/api/silences", (request, response) => answerAsked(deps, request, response));
  router.delete("/api/silences/:silence", (request, response) => answerEnded(deps, request, response));
  router.post("/api/silences/:silence/extend", (request, response) =>
    answerExtended(deps, request, response),
  );
  router.post("/api/silences/:silence/approve", forOperators, (request, response) =>
    answerAnswered(deps, "approved", request, response),
  );
  router.post("/api/silences/:silence/decline", forOperators, (request, response) =>
    answerAnswered(deps, "declined", request, response),
  );
  return router;
}

async function answerList({ db, clock }: SilencesDeps, request: Request, response: Response) {
  const { customer, state } = readParameters(silencesParameters, request.query);
  const person = personOf(response);
  assertMayAskFor(person, customer);
  const customers = customer === undefined ? visibleTo(person) : [customer];
  response.json({ silences: await latestSilences(db, customers, state ?? null, clock()) });
}

async function answerAsked(deps: SilencesDeps, request: Request, response: Response) {
  const given: unknown = request.body ?? {};
  const refusal = { code: "invalid_input", message: silenceRefusalTexts.cannotBeSet() };
  const body = parseOrRefuse(silenceRequestFor(given), given, refusal);
  const person = personOf(response);
  const customer = customerToAskFor(person, body.customer ?? null);
  const { from, until, customer: _customer, ...rest } = body;
  const detail = { ...rest, begins: from.toISOString(), ends: until.toISOString() };
  const deed = { action: "set-silence", customer, incident: null, detail };
  const now = deps.clock();
  const silence = await auditedDeed(deps, request, response, deed, () =>
    askForSilence(deps.db, body, { customer, person, now }),
  );
  deps.onStored();
  response.status(201).json(presentSilence(silence, now));
}

async function answerEnded(deps: SilencesDeps, request: Request, response: Response) {
  const row = await visibleSilence(deps, request, response);
  const change = { by: personText(personOf(response)), now: deps.clock() };
  await changed(deps, request, response, row, { action: "end-silence" }, (silence) =>
    endSilence(silence, change),
  );
  response.status(204).end();
}

async function answerExtended(deps: SilencesDeps, request: Request, response: Response) {
  const row = await visibleSilence(deps, request, response);
  const refusal = { code: "invalid_input", message: silenceRefusalTexts.cannotBeExtended() };
  const { until } = parseOrRefuse(extensionSchema, request.body ?? {}, refusal);
  const calendar = personOf(response).role === "customer" ? await calendarOf(deps, row) : null;
  const now = deps.clock();
  const deed = { action: "extend-silence", detail: { ends: until.toISOString() } };
  const extended = await changed(deps, request, response, row, deed, (silence) =>
    extendSilence(silence, until, { calendar, now }),
  );
  response.json(presentSilence(extended, now));
}

async function answerAnswered(
  deps: SilencesDeps,
  answer: "approved" | "declined",
  request: Request,
  response: Response,
) {
  const row = await visibleSilence(deps, request, response);
  const change = { by: personText(personOf(response)), now: deps.clock() };
  const action = answer === "approved" ? "approve-silence" : "decline-silence";
  const answered = await changed(deps, request, response, row, { action }, (silence) =>
    answerSilence(silence, answer, change),
  );
  response.json(presentSilence(answered, change.now));
}

/** Changes a silence and tells the incidents that it concerns. */
async function changed(
  deps: SilencesDeps,
  request: Request,
  response: Response,
  { id, customer }: SilenceRow,
  { action, detail = {} }: { action: string; detail?: object },
  decide: (row: SilenceRow) => SilenceChange,
): Promise<SilenceRow> {
  const deed = { action, customer, incident: null, detail: { silence: id, ...detail } };
  const row = await auditedDeed(deps, request, response, deed, () =>
    changeSilence(deps.db, id, deps.clock(), decide),
  );
  if (row === null) throw noSuchSilence(id);
  deps.onStored();
  return row;
}

/** The one in force; a retired customer has none, and its people cannot extend anything. */
async function calendarOf({ db }: SilencesDeps, { customer }: SilenceRow): Promise<Calendar> {
  const current = await currentConfiguration(db, customer);
  if (current === null) throw new DomainError("needs_yes", silenceRefusalTexts.needsYes());
  return current.configuration.calendar;
}

/** For a customer's person, other customers' silences do not exist (RA4). */
async function visibleSilence(
  { db }: SilencesDeps,
  request: Request,
  response: Response,
): Promise<SilenceRow> {
  const { silence: id } = readParameters(z.object({ silence: numberParameter }), request.params);
  const row = id === null ? null : await readSilence(db, id);
  const visible = visibleTo(personOf(response));
  if (row === null || (visible !== null && !visible.includes(row.customer)))
    throw noSuchSilence(String(request.params.silence));
  return row;
}

const noSuchSilence = (silence: number | string): DomainError =>
  new DomainError("not_found", silenceRefusalTexts.unknown({ silence }));
