import type { z } from "zod";
import type { Database } from "../../db/connect.ts";
import type { CurrentConfiguration } from "../../db/customers/customers.ts";
import { beginOperationTest, type NewStep, type OperationTestRow } from "../../db/tests/operationTests.ts";
import { DomainError } from "../../domain/errors.ts";
import { type PlannedStep, planOperationTest } from "../../domain/tests/plan.ts";
import { testRefusalTexts } from "../../domain/tests/texts.ts";
import { type TestFacts, testChatLine, testMail } from "../../domain/tests/words.ts";
import type { operationTestRequestSchema } from "./schemas.ts";

export interface BeginTestDeps {
  db: Database;
  clock: () => Date;
  centerName: string;
}

/** Stores a test with everything it will send. From this commit on it is carried out, whatever crashes. */
export async function beginTest(
  deps: BeginTestDeps,
  { version, configuration }: CurrentConfiguration,
  asked: z.output<typeof operationTestRequestSchema>,
  startedBy: string,
): Promise<OperationTestRow> {
  const { mail = null, chats = null, call } = asked;
  const rule = asked.rule ?? null;
  const lists = call == null ? null : { list: call.list, ringSeconds: call.ringSeconds ?? null };
  const planned = planOperationTest(configuration, { rule, mail, chats, call: lists });
  if (planned.errors !== null)
    throw new DomainError("invalid_input", testRefusalTexts.cannotBegin(), { errors: planned.errors });
  const startedAt = deps.clock();
  const note = asked.note || null;
  const { customer, name: customerName, timezone } = configuration;
  const { ringSeconds } = planned;
  const begun = await beginOperationTest(
    deps.db,
    { customer, version, rule, note, ringSeconds, startedBy, startedAt },
    (test) => {
      const facts = { test, customerName, rule, note, startedAt, timezone, centerName: deps.centerName };
      return planned.steps.map((step) => rowOf(step, facts));
    },
  );
  if (begun === null)
    throw new DomainError("test_running", testRefusalTexts.running({ customer: customerName }));
  return begun;
}

function rowOf({ skipped, ...step }: PlannedStep, facts: TestFacts): NewStep {
  const content = contentOf(step.channel, facts);
  if (skipped === null) return { ...step, content };
  return { ...step, outcome: "skipped", reason: skipped, endedAt: facts.startedAt, notPlaced: true };
}

function contentOf(channel: PlannedStep["channel"], facts: TestFacts): NewStep["content"] {
  if (channel === "call") return null;
  return channel === "mail" ? testMail(facts) : { body: testChatLine(facts) };
}
