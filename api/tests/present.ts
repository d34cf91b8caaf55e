import type { TestFactRow } from "../../db/tests/operationTestFacts.ts";
import type { TestStepRow } from "../../db/tests/operationTestSteps.ts";
import type { OperationTestRow } from "../../db/tests/operationTests.ts";
import type { CustomerConfiguration } from "../../domain/customers/configuration.ts";
import { contactName } from "../../domain/customers/ruleWords.ts";
import { sayOrNull } from "../../domain/say.ts";
import { callProgress } from "../../domain/tests/callProgress.ts";
import { operationTestResult } from "../../domain/tests/result.ts";
import { stepOutcomeWord } from "../../domain/tests/step.ts";
import { operationTestStory } from "../../domain/tests/story.ts";
import type { Language } from "../../domain/words/language.ts";
import type { OperationTestAnswer, OperationTestSummary } from "./schemas.ts";

/** `configuration`: the one that was tested. */
export interface TestedCustomer {
  configuration: CustomerConfiguration;
  steps: readonly TestStepRow[];
}

export function presentTestSummary(
  test: OperationTestRow,
  { configuration, steps }: TestedCustomer,
  language: Language,
): OperationTestSummary {
  return {
    id: test.id,
    customer: test.customer,
    rule: test.rule,
    note: test.note,
    state: test.state,
    startedBy: test.startedBy,
    startedAt: iso(test.startedAt),
    abortedBy: test.abortedBy,
    abortedAt: isoOrNull(test.abortedAt),
    endedAt: isoOrNull(test.endedAt),
    result: operationTestResult(
      steps.map((step) => ({ ...step, name: contactName(configuration, step.recipient) })),
      language,
    ),
  };
}

export function presentTest(
  test: OperationTestRow,
  tested: TestedCustomer,
  { facts, language }: { facts: readonly TestFactRow[]; language: Language },
): OperationTestAnswer {
  const rows = tested.steps.map((step) => ({
    ...step,
    name: contactName(tested.configuration, step.recipient),
    reason: sayOrNull(step.reason, language),
    facts: facts.filter((fact) => fact.step === step.id),
  }));
  const story = operationTestStory(test, rows, language);
  return {
    ...presentTestSummary(test, tested, language),
    steps: rows.map((step) => presentStep(step, language)),
    timeline: story.map(({ at, actor, text }) => ({ at: iso(at), actor, text })),
  };
}

type NamedStep = Omit<TestStepRow, "reason"> & { name: string; reason: string | null; facts: TestFactRow[] };

function presentStep(step: NamedStep, language: Language): OperationTestAnswer["steps"][number] {
  const { begunAt, endedAt, outcome } = step;
  const progress = step.channel === "call" ? callProgress(begunAt, step.facts) : null;
  return {
    channel: step.channel,
    position: step.position,
    recipient: step.recipient,
    name: step.name,
    to: step.to,
    try: step.try,
    state: stateOf(step, progress?.state ?? "waiting"),
    outcome,
    outcomeText: outcome === null ? null : stepOutcomeWord(step.channel, outcome, language),
    reason: step.reason,
    startedAt: isoOrNull(begunAt),
    endedAt: isoOrNull(endedAt),
    tookMilliseconds: begunAt === null || endedAt === null ? null : endedAt.getTime() - begunAt.getTime(),
    call: progress && {
      ringMilliseconds: progress.ringMilliseconds,
      answerMilliseconds: progress.answerMilliseconds,
      keyMilliseconds: progress.keyMilliseconds,
      key: progress.key,
    },
    content: step.content,
  };
}

function stateOf({ begunAt, outcome }: NamedStep, progress: "waiting" | "ringing" | "talking") {
  if (outcome !== null) return "ended";
  if (begunAt === null) return "waiting";
  return progress === "waiting" ? "under-way" : progress;
}

const iso = (at: Date): string => at.toISOString();
const isoOrNull = (at: Date | null): string | null => at?.toISOString() ?? null;
