export { incident } from "./incident.ts";
export { operationTest } from "./operationTest.ts";
export { runbookRun } from "./runbookRun.ts";
export { secondaryResponse } from "./secondaryResponse.ts";
export { targetTurns } from "./targetTurns.ts";
