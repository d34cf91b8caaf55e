import { claimActivities } from "./calling/claim.ts";
import { dialActivities } from "./calling/dial.ts";
import { endActivities } from "./calling/end.ts";
import { lookUpActivities } from "./calling/lookUp.ts";
import { operatorDialActivities } from "./calling/operatorDial.ts";
import { operatorEndActivities } from "./calling/operatorEnd.ts";
import { operatorRowActivities } from "./calling/operatorRow.ts";
import type { Activities } from "./contract.ts";
import type { ActivityDeps } from "./deps.ts";
import { operationTestActivities } from "./operationTests/index.ts";
import { peopleActivities } from "./records/people.ts";
import { recordActivities } from "./records/records.ts";
import { runbookActivities } from "./runbooks/index.ts";
import { secondaryActivities } from "./secondary/index.ts";
import { operatorTellingActivities } from "./telling/byOperators.ts";
import { chatActivities } from "./telling/chat.ts";
import { mailActivities } from "./telling/mail.ts";
import { operatorActivities } from "./telling/operators.ts";
import { pendingActivities } from "./telling/pending.ts";

/** Every side effect that workflows ask for, by the names they use. */
export function createActivities(deps: ActivityDeps): Activities {
  return {
    ...mailActivities(deps),
    ...chatActivities(deps),
    ...operatorActivities(deps),
    ...operatorTellingActivities(deps),
    ...pendingActivities(deps),
    ...claimActivities(deps),
    ...dialActivities(deps),
    ...endActivities(deps),
    ...lookUpActivities(deps),
    ...operatorRowActivities(deps),
    ...operatorDialActivities(deps),
    ...operatorEndActivities(deps),
    ...recordActivities(deps),
    ...peopleActivities(deps),
    ...operationTestActivities(deps),
    ...secondaryActivities(deps),
    ...runbookActivities(deps),
  };
}
