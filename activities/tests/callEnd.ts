import { ApplicationFailure } from "@temporalio/activity";
import { factsOfStep } from "../../db/tests/operationTestFacts.ts";
import { readTestStep, type TestStepRow, updateTestStep } from "../../db/tests/operationTestSteps.ts";
import { type CallFact, callEnd } from "../../domain/calls/outcome.ts";
import { testReasonTexts } from "../../domain/tests/texts.ts";
import type { CallSeen } from "../calls/contract.ts";
import type { ActivityDeps } from "../deps.ts";
import type { OperationTestActivities } from "./contract.ts";

type EndActivities = Pick<OperationTestActivities, "endTestCall" | "recordTestCallEnd">;

export function testCallEndActivities(deps: ActivityDeps): EndActivities {
  return {
    async recordTestCallEnd({ step: id }) {
      const found = await readTestStep(deps.db, id);
      return found === null ? { state: "absent" } : await recordTestEnd(deps, found.step);
    },

    async endTestCall({ step: id }) {
      const found = await readTestStep(deps.db, id);
      if (found === null || found.step.outcome !== null || found.step.begunAt === null) return;
      const facts = await factsOfStep(deps.db, id);
      const sid = found.step.sid ?? facts[0]?.sid ?? null;
      if (sid === null) throw notYet("StillBeingPlaced", "the call has no id at the provider yet");
      if (callEnd(facts.map(heard), null).ended || isAnswered(facts)) return;
      await updateTestStep(deps.db, id, { endRequested: "if-ringing" });
      const ended = await deps.telephone.end(sid, "canceled");
      if (ended.outcome !== "done" && ended.outcome !== "permanent") throw notYet("NotEnded", ended.reason);
    },
  };
}

/** Records a call's end from its stored facts; in a test every 1 counts, even after somebody else's. */
export async function recordTestEnd(deps: ActivityDeps, step: TestStepRow): Promise<CallSeen> {
  const facts = await factsOfStep(deps.db, step.id);
  const end = callEnd(facts.map(heard), step.endRequested);
  const sid = step.sid ?? facts[0]?.sid ?? null;
  if (!end.ended) {
    if (sid !== step.sid) await updateTestStep(deps.db, step.id, { sid });
    return { state: end.answered ? "talking" : "ringing" };
  }
  const { outcome } = end;
  if (step.outcome === outcome) return { state: "ended", outcome };
  const reason = outcome === "aborted" ? testReasonTexts.hungUpAborted() : end.reason;
  const endedAt = facts.findLast((fact) => fact.kind === "status")?.receivedAt ?? deps.clock();
  await updateTestStep(deps.db, step.id, { outcome, reason, endedAt, sid, notPlaced: outcome === "failed" });
  return { state: "ended", outcome };
}

const heard = ({ kind, value }: Pick<CallFact, "kind" | "value">): CallFact => ({
  kind,
  value,
  wins: kind === "key" && value === "1",
});

const isAnswered = (facts: readonly Pick<CallFact, "kind" | "value">[]): boolean =>
  facts.some((fact) => fact.kind === "key" || fact.value === "in-progress");

const notYet = (type: string, message: string) => ApplicationFailure.create({ type, message });
