import { claimSecondTry, readTestStep } from "../../db/tests/operationTestSteps.ts";
import { abortOperationTest, closeOperationTest } from "../../db/tests/operationTests.ts";
import type { ActivityDeps } from "../deps.ts";
import type { OperationTestActivities } from "./contract.ts";
import { testTellingActivities } from "./tell.ts";

/** Everything an operation test does outside its workflow, in its own tables. */
export function operationTestActivities(deps: ActivityDeps): OperationTestActivities {
  return {
    ...testTellingActivities(deps),

    async claimTestCallAgain({ step: id }) {
      const found = await readTestStep(deps.db, id);
      if (found === null) throw new Error(`there is no step ${id}`);
      return { step: await claimSecondTry(deps.db, found.step) };
    },

    async recordTestAbort({ test, by, at }) {
      await abortOperationTest(deps.db, { test, by, at: new Date(at), byWorkflow: true });
    },

    async closeTest({ test, at }) {
      return { state: await closeOperationTest(deps.db, test, new Date(at)) };
    },
  };
}
