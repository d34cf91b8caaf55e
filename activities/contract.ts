import type { ListActivities, TelephoneActivities } from "./calls/contract.ts";
import type { OperatorCallActivities } from "./calls/operatorContract.ts";
import type { RecordActivities } from "./incidents/contract.ts";
import type { PeopleActivities } from "./incidents/peopleContract.ts";
import type { OperatorTellingActivities, TellingActivities } from "./messages/contract.ts";
import type { RunbookActivities } from "./runbooks/contract.ts";
import type { SecondaryActivities } from "./secondary/contract.ts";
import type { OperationTestActivities } from "./tests/contract.ts";

/** What workflows ask of activities, by ids: an activity reads the address or number when it needs it. */
export interface Activities
  extends TellingActivities,
    OperatorTellingActivities,
    TelephoneActivities,
    ListActivities,
    OperatorCallActivities,
    RecordActivities,
    PeopleActivities,
    OperationTestActivities,
    RunbookActivities,
    SecondaryActivities {}
