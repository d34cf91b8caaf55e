export { incident } from "./incidents/incident.ts";
export { runbookRun } from "./runbooks/runbookRun.ts";
export { targetTurns } from "./runbooks/targetTurns.ts";
export { secondaryResponse } from "./secondary/secondaryResponse.ts";
export { operationTest } from "./tests/operationTest.ts";
