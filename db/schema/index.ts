export * from "./alerts.ts";
export * from "./customers.ts";
export * from "./incidents.ts";
export * from "./ledger.ts";
export * from "./operationTests.ts";
export * from "./operators.ts";
export * from "./people.ts";
export * from "./system.ts";
