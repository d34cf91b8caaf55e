import { autoLedger } from "./calls/autoLedger.ts";
import { claimActivities } from "./calls/claim.ts";
import { operatorLedger } from "./calls/operatorLedger.ts";
import { operatorRowActivities } from "./calls/operatorRow.ts";
import { telephoneActivities } from "./calls/telephone.ts";
import type { Activities } from "./contract.ts";
import type { ActivityDeps } from "./deps.ts";
import { peopleActivities } from "./incidents/people.ts";
import { recordActivities } from "./incidents/records.ts";
import { operatorTellingActivities } from "./messages/byOperators.ts";
import { chatActivities } from "./messages/chat.ts";
import { mailActivities } from "./messages/mail.ts";
import { operatorActivities } from "./messages/operators.ts";
import { pendingActivities } from "./messages/pending.ts";
import { runbookActivities } from "./runbooks/index.ts";
import { secondaryActivities } from "./secondary/index.ts";
import { operationTestActivities } from "./tests/index.ts";
import { testLedger } from "./tests/ledger.ts";

/** Every side effect that workflows use, by the names they use. */
export function createActivities(deps: ActivityDeps): Activities {
  const auto = autoLedger(deps);
  return {
    ...mailActivities(deps),
    ...chatActivities(deps),
    ...operatorActivities(deps),
    ...operatorTellingActivities(deps),
    ...pendingActivities(deps),
    ...claimActivities(deps, auto),
    ...telephoneActivities(deps, {
      auto,
      operator: operatorLedger(deps),
      test: testLedger(deps),
    }),
    ...operatorRowActivities(deps),
    ...recordActivities(deps),
    ...peopleActivities(deps),
    ...operationTestActivities(deps),
    ...secondaryActivities(deps),
    ...runbookActivities(deps),
  };
}
