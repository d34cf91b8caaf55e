import { abortOperationTest, closeOperationTest } from "../../db/tests/operationTests.ts";
import type { ActivityDeps } from "../deps.ts";
import { testCallEndActivities } from "./callEnd.ts";
import type { OperationTestActivities } from "./contract.ts";
import { testDiallingActivities } from "./dial.ts";
import { testLookUpActivities } from "./lookUp.ts";
import { testTellingActivities } from "./tell.ts";

/** Everything that an operation test does outside its workflow, in tables of its own. */
export function operationTestActivities(deps: ActivityDeps): OperationTestActivities {
  return {
    ...testTellingActivities(deps),
    ...testDiallingActivities(deps),
    ...testLookUpActivities(deps),
    ...testCallEndActivities(deps),

    async recordTestAbort({ test, by, at }) {
      await abortOperationTest(deps.db, test, by, new Date(at), new Date(at));
    },

    async closeTest({ test, at }) {
      return { state: await closeOperationTest(deps.db, test, new Date(at)) };
    },
  };
}
