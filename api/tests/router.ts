import { type Request, type Response, Router } from "express";
import { z } from "zod";
import { configurationVersion } from "../../db/customers/customers.ts";
import { factsOfTest } from "../../db/tests/operationTestFacts.ts";
import { stepsOfTests } from "../../db/tests/operationTestSteps.ts";
import {
  abortOperationTest,
  type OperationTestRow,
  operationTestsOf,
  readOperationTest,
} from "../../db/tests/operationTests.ts";
import { DomainError } from "../../domain/errors.ts";
import { testRefusalTexts } from "../../domain/tests/texts.ts";
import type { Audited } from "../auth/audited.ts";
import { personOf, requireRole } from "../auth/authenticate.ts";
import { customerOf } from "../customers/customerOf.ts";
import { readCursor, writeCursor } from "../http/cursor.ts";
import { parseOrRefuse } from "../http/fieldErrors.ts";
import { languageOf } from "../http/language.ts";
import { numberParameter, partParameters, readParameters } from "../http/parameters.ts";
import { type BeginTestDeps, beginTest } from "./begin.ts";
import { presentTest, presentTestSummary } from "./present.ts";
import { operationTestRequestSchema } from "./schemas.ts";

export interface OperationTestsDeps extends BeginTestDeps {
  /** Called once a test has begun or was aborted. */
  onStored: () => void;
  audited: Audited;
}

/** 運用試験, for operators alone. Mounted behind `authenticate` and `idempotent`. */
export function operationTestsRouter(deps: OperationTestsDeps): Router {
  const router = Router();
  const forOperators = requireRole("operator", "admin");
  const ofCustomer = "/api/customers/:customer/operation-tests";
  router.get(ofCustomer, forOperators, (request, response) => answerPage(deps, request, response));
  router.post(ofCustomer, forOperators, deps.audited("begin-operation-test"), (request, response) =>
    answerBegun(deps, request, response),
  );
  router.get("/api/operation-tests/:test", forOperators, async (request, response) => {
    readParameters(z.strictObject({}), request.query);
    await answerTest(deps, response, await testOf(deps, request));
  });
  const abort = deps.audited("abort-operation-test");
  router.post("/api/operation-tests/:test/abort", forOperators, abort, (request, response) =>
    answerAborted(deps, request, response),
  );
  return router;
}

async function answerPage(deps: OperationTestsDeps, request: Request, response: Response) {
  const { limit, cursor } = readParameters(partParameters, request.query);
  const { customer } = (await customerOf(deps.db, request)).configuration;
  const list = `operation tests of ${customer}`;
  const before = cursor === undefined ? null : readCursor(list, z.tuple([z.int()]), cursor)[0];
  // One row more than asked for tells whether there is another page.
  const rows = await operationTestsOf(deps.db, { customer, before, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const steps = Map.groupBy(
    await stepsOfTests(
      deps.db,
      shown.map(({ id }) => id),
    ),
    (step) => step.test,
  );
  const last = shown.at(-1);
  response.json({
    tests: await Promise.all(
      shown.map(async (test) => {
        const configuration = await configurationVersion(deps.db, test.version);
        return presentTestSummary(
          test,
          { configuration, steps: steps.get(test.id) ?? [] },
          languageOf(response),
        );
      }),
    ),
    nextCursor: rows.length > limit && last !== undefined ? writeCursor(list, [last.id]) : null,
  });
}

async function answerBegun(deps: OperationTestsDeps, request: Request, response: Response) {
  const current = await customerOf(deps.db, request);
  const refusal = { code: "invalid_input", message: testRefusalTexts.cannotBegin() };
  const asked = parseOrRefuse(operationTestRequestSchema, request.body ?? {}, refusal);
  const test = await beginTest(deps, current, asked, personOf(response).name);
  deps.onStored();
  response.status(201);
  await answerTest(deps, response, test);
}

/** A second abort changes nothing: the first person is named. */
async function answerAborted(deps: OperationTestsDeps, request: Request, response: Response) {
  const test = await testOf(deps, request);
  if (test.endedAt !== null && test.abortedAt === null)
    throw new DomainError("test_ended", testRefusalTexts.ended());
  await abortOperationTest(deps.db, { test: test.id, by: personOf(response).name, at: deps.clock() });
  deps.onStored();
  await answerTest(deps, response, await testOf(deps, request));
}

async function answerTest(
  { db }: OperationTestsDeps,
  response: Response,
  test: OperationTestRow,
): Promise<void> {
  const [configuration, steps, facts] = await Promise.all([
    configurationVersion(db, test.version),
    stepsOfTests(db, [test.id]),
    factsOfTest(db, test.id),
  ]);
  response.json(presentTest(test, { configuration, steps }, { facts, language: languageOf(response) }));
}

async function testOf({ db }: OperationTestsDeps, request: Request): Promise<OperationTestRow> {
  const { test: id } = readParameters(z.object({ test: numberParameter }), request.params);
  const test = id === null ? null : await readOperationTest(db, id);
  if (test === null)
    throw new DomainError("not_found", testRefusalTexts.unknown({ test: String(request.params.test) }));
  return test;
}
