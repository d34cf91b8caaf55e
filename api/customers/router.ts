import { type Request, type Response, Router } from "express";
import { z } from "zod";
import type { Database } from "../../db/connect.ts";
import { configurationBefore, customersInForce, importsOf } from "../../db/customers/customerRecords.ts";
import { describeDifference, differences } from "../../domain/customers/difference.ts";
import { customerFieldTexts } from "../../domain/customers/fieldTexts.ts";
import { requireRole } from "../auth/authenticate.ts";
import { parseOrRefuse } from "../http/fieldErrors.ts";
import { languageOf } from "../http/language.ts";
import { readParameters } from "../http/parameters.ts";
import { customerOf } from "./customerOf.ts";
import { dryRun } from "./dryRun.ts";
import { presentCustomer } from "./present.ts";
import { dryRunRequestSchema } from "./schemas.ts";

export interface CustomersDeps {
  db: Database;
  clock: () => Date;
}

const shownVersions = 50;

/** What operators look up about a customer. Mounted behind `authenticate`. */
export function customersRouter(deps: CustomersDeps): Router {
  const router = Router();
  const forOperators = requireRole("operator", "admin");
  router.get("/api/customers", forOperators, (request, response) => answerList(deps, request, response));
  router.get("/api/customers/:customer", forOperators, (request, response) =>
    answerCustomer(deps, request, response),
  );
  router.post("/api/customers/:customer/dry-run", forOperators, (request, response) =>
    answerDryRun(deps, request, response),
  );
  return router;
}

async function answerList(deps: CustomersDeps, request: Request, response: Response): Promise<void> {
  readParameters(z.strictObject({}), request.query);
  const customers = await customersInForce(deps.db);
  response.json({
    customers: customers.map(({ configuration, openIncidents }) => ({
      id: configuration.customer,
      name: configuration.name,
      plan: configuration.plan,
      openIncidents,
    })),
  });
}

async function answerCustomer({ db }: CustomersDeps, request: Request, response: Response): Promise<void> {
  readParameters(z.strictObject({}), request.query);
  const { version: current, configuration } = await customerOf(db, request);
  const [versions, before] = await Promise.all([
    importsOf(db, configuration.customer, shownVersions),
    configurationBefore(db, configuration.customer, current),
  ]);
  const lastChange = before === null ? [] : differences(before, configuration).map(describeDifference);
  response.json(presentCustomer(configuration, { current, versions, lastChange }, languageOf(response)));
}

async function answerDryRun(
  { db, clock }: CustomersDeps,
  request: Request,
  response: Response,
): Promise<void> {
  const { configuration } = await customerOf(db, request);
  const refusal = { code: "invalid_input", message: customerFieldTexts.faulty() };
  const asked = parseOrRefuse(dryRunRequestSchema, request.body ?? {}, refusal);
  response.json(await dryRun(db, configuration, asked, { now: clock(), language: languageOf(response) }));
}
