import {
  claimSecondTry,
  permitTestCall,
  readTestStep,
  type TestStepRow,
  updateTestStep,
} from "../../db/tests/operationTestSteps.ts";
import { talkSeconds } from "../../domain/calls/outcome.ts";
import type { Dialled } from "../calls/contract.ts";
import type { ActivityDeps } from "../deps.ts";
import type { OperationTestActivities } from "./contract.ts";

type DiallingActivities = Pick<OperationTestActivities, "dialTestCall" | "claimTestCallAgain">;

/** Asks the provider for a test's call, at most once for one row: after that only looking it up is left (RA2). */
export function testDiallingActivities(deps: ActivityDeps): DiallingActivities {
  return {
    async dialTestCall({ step: id, lastTry }) {
      const permission = await permitTestCall(deps.db, id, deps.clock());
      if (permission.may === "not") return { result: "stopped", why: "closed" };
      const { step } = permission;
      if (permission.may === "look-up") return { result: step.sid === null ? "unknown" : "accepted" };
      const outcome = await place(deps, step, permission.ringSeconds);
      switch (outcome.outcome) {
        case "done":
          await updateTestStep(deps.db, id, { sid: outcome.sid });
          return { result: "accepted" };
        case "unknown":
          return { result: "unknown" };
        case "permanent":
          return await refused(deps, id, outcome.reason);
        case "transient":
          if (lastTry) return await refused(deps, id, outcome.reason);
          await updateTestStep(deps.db, id, { begunAt: null });
          return { result: "not-placed", retryAfterSeconds: outcome.retryAfterSeconds ?? null };
      }
    },

    async claimTestCallAgain({ step: id }) {
      const found = await readTestStep(deps.db, id);
      if (found === null) throw new Error(`there is no step ${id}`);
      return { step: await claimSecondTry(deps.db, found.step) };
    },
  };
}

async function refused(deps: ActivityDeps, id: string, reason: string): Promise<Dialled> {
  await updateTestStep(deps.db, id, { outcome: "failed", reason, endedAt: deps.clock(), notPlaced: true });
  return { result: "refused" };
}

const place = (deps: ActivityDeps, step: TestStepRow, ringSeconds: number) =>
  deps.telephone.place({
    to: step.to,
    voiceUrl: `${deps.publicUrl}/callbacks/twilio/test/voice/${step.id}`,
    statusUrl: `${deps.publicUrl}/callbacks/twilio/test/status/${step.id}`,
    ringSeconds,
    talkSeconds,
  });
