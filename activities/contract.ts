import type { CallingActivities } from "./calling/contract.ts";
import type { OperatorCallActivities } from "./calling/operatorContract.ts";
import type { OperationTestActivities } from "./operationTests/contract.ts";
import type { RecordActivities } from "./records/contract.ts";
import type { PeopleActivities } from "./records/peopleContract.ts";
import type { RunbookActivities } from "./runbooks/contract.ts";
import type { SecondaryActivities } from "./secondary/contract.ts";
import type { OperatorTellingActivities, TellingActivities } from "./telling/contract.ts";

/** What workflows ask of activities. Ids only: an activity reads the address or number where it uses it. */
export interface Activities
  extends TellingActivities,
    OperatorTellingActivities,
    CallingActivities,
    OperatorCallActivities,
    RecordActivities,
    PeopleActivities,
    OperationTestActivities,
    RunbookActivities,
    SecondaryActivities {}
