export { incident } from "./incident.ts";
export { operationTest } from "./operationTest.ts";
export { secondaryResponse } from "./secondaryResponse.ts";
