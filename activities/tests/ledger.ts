import { factsOfStep, storeTestFact } from "../../db/tests/operationTestFacts.ts";
import {
  permitTestCall,
  readTestStep,
  type StepInTest,
  type TestStepRow,
  updateTestStep,
} from "../../db/tests/operationTestSteps.ts";
import { type CallOutcome, talkSeconds } from "../../domain/calls/outcome.ts";
import { callReasonTexts } from "../../domain/calls/texts.ts";
import { testReasonTexts } from "../../domain/tests/texts.ts";
import type { CallLedger } from "../calls/ledger.ts";
import { type End, endOfLeft, readMessageCall } from "../calls/messageCall.ts";
import type { ActivityDeps } from "../deps.ts";

interface TestCall extends Omit<TestStepRow, "outcome"> {
  outcome: CallOutcome | null;
  requestedAt: Date | null;
  ringSeconds: number;
}

/** Calls of operation tests (R2.7.3), in their own tables, without a timeline; they are no first response. */
export function testLedger({ db, clock }: ActivityDeps): CallLedger<"test", TestCall> {
  const over = (id: string, set: Partial<TestStepRow>) =>
    updateTestStep(db, id, { ...set, endedAt: clock() });
  return {
    absentAfterSeconds: null,

    async read(id) {
      const found = await readTestStep(db, id);
      return found && callOf(found);
    },

    async permit(id, stopped, pace) {
      const permission = await permitTestCall(db, id, stopped, clock(), pace);
      return "call" in permission ? { ...permission, call: callOf(permission.call) } : permission;
    },

    request: ({ id, to, ringSeconds }) => ({
      to,
      voicePath: `test/voice/${id}`,
      statusPath: `test/status/${id}`,
      ringSeconds,
      talkSeconds,
    }),

    accepted: ({ id }, sid) => updateTestStep(db, id, { sid }),

    // A test has no timeline; its rows tell about its calls.
    async unanswered() {},

    refused: ({ id }, reason) => over(id, { outcome: "failed", reason, notPlaced: true }),

    takeBack: ({ id }) => updateTestStep(db, id, { begunAt: null }),

    found: ({ id }, { sid }) => updateTestStep(db, id, { sid }),

    async hear({ id: step, test }, sid, value) {
      const at = clock();
      const fact = { test, step, kind: "status", sid, value, copy: "looked-up" } as const;
      await storeTestFact(db, { ...fact, receivedAt: at });
      return "said";
    },

    async recordEnd(id) {
      const found = await readTestStep(db, id);
      if (found === null) return { state: "absent" };
      // Every 1 counts, even after another person's: it proves one number.
      const facts = (await factsOfStep(db, id)).map((fact) => ({ ...fact, wins: isOne(fact) }));
      const { seen, news } = readMessageCall(callOf(found), facts);
      if (news === null) return seen;
      const { sid, end } = news;
      await updateTestStep(db, id, { sid, ...(end && endOfTest(end)) });
      return seen;
    },

    async absent({ id }) {
      await over(id, { outcome: "failed", reason: callReasonTexts.neverPlaced(), notPlaced: true });
      return { state: "absent" };
    },

    async giveUp({ id }, leftAs) {
      const { outcome, reason } = endOfLeft[leftAs];
      await over(id, { outcome, reason });
      return { state: "ended", outcome };
    },

    noteEnding: ({ id }, how) => updateTestStep(db, id, { endRequested: how }),
  };
}

const callOf = ({ step, test }: StepInTest): TestCall => ({
  ...step,
  // A call's outcome; other outcomes belong to mails and posts.
  outcome: step.outcome as CallOutcome | null,
  requestedAt: step.begunAt,
  ringSeconds: test.ringSeconds,
});

/** Only an abort ends a test's call from our side. */
const endOfTest = (end: End): End =>
  end.outcome === "aborted" ? { ...end, reason: testReasonTexts.hungUpAborted() } : end;

const isOne = ({ kind, value }: { kind: string; value: string }): boolean => kind === "key" && value === "1";
