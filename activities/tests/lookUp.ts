import { storeTestFact } from "../../db/tests/operationTestFacts.ts";
import { readTestStep, type TestStepRow, updateTestStep } from "../../db/tests/operationTestSteps.ts";
import { callReasonTexts } from "../../domain/calls/texts.ts";
import type { CallSeen } from "../calls/contract.ts";
import { findAtProvider } from "../calls/findAtProvider.ts";
import type { ActivityDeps } from "../deps.ts";
import { recordTestEnd } from "./callEnd.ts";
import type { OperationTestActivities } from "./contract.ts";

/** How a test's call ended whose final callback did not come: by our facts first, then by asking the provider. */
export function testLookUpActivities(deps: ActivityDeps): Pick<OperationTestActivities, "lookUpTestCall"> {
  return {
    async lookUpTestCall({ step: id, last }) {
      const found = await readTestStep(deps.db, id);
      if (found === null) return { state: "absent" };
      const known = await recordTestEnd(deps, found.step);
      if (known.state === "ended") return known;
      const now = await readTestStep(deps.db, id);
      const sid = now?.step.sid ?? null;
      return sid === null ? await find(deps, found.step, last) : await ask(deps, found.step, sid, last);
    },
  };
}

async function ask(deps: ActivityDeps, step: TestStepRow, sid: string, last: boolean): Promise<CallSeen> {
  const answer = await deps.telephone.status(sid);
  if (answer.outcome !== "done" || answer.call === null) {
    if (!last) return { state: "no-word" };
    return await close(deps, step, "missed", callReasonTexts.noWord());
  }
  const at = deps.clock();
  const fact = { test: step.test, step: step.id, kind: "status", sid, value: answer.call.status } as const;
  await storeTestFact(deps.db, { ...fact, copy: "looked-up", receivedAt: at, relayedAt: at });
  const seen = await recordTestEnd(deps, { ...step, sid });
  if (seen.state === "ended" || !last) return seen;
  await deps.telephone.end(sid, "completed");
  const outcome = seen.state === "talking" ? "ignored" : "missed";
  return await close(deps, step, outcome, callReasonTexts.tooLong());
}

async function find(deps: ActivityDeps, step: TestStepRow, last: boolean): Promise<CallSeen> {
  const requestedAt = step.begunAt ?? deps.clock();
  const sought = await findAtProvider(deps, { id: step.id, phone: step.to, requestedAt });
  switch (sought.found) {
    case "no-word": {
      if (!last) return { state: "no-word" };
      return await close(deps, step, "failed", callReasonTexts.perhapsPlaced());
    }
    case "none":
      if (last) await giveUpAbsent(deps, step);
      return { state: "absent" };
    case "call":
      await updateTestStep(deps.db, step.id, { sid: sought.call.sid });
      return await ask(deps, step, sought.call.sid, last);
  }
}

async function giveUpAbsent(deps: ActivityDeps, step: TestStepRow): Promise<void> {
  const reason = callReasonTexts.neverPlaced();
  await updateTestStep(deps.db, step.id, {
    outcome: "failed",
    reason,
    endedAt: deps.clock(),
    notPlaced: true,
  });
}

async function close(
  deps: ActivityDeps,
  step: TestStepRow,
  outcome: "ignored" | "missed" | "failed",
  reason: string,
): Promise<CallSeen> {
  await updateTestStep(deps.db, step.id, { outcome, reason, endedAt: deps.clock() });
  return { state: "ended", outcome };
}
