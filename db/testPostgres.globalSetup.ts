import type { TestProject } from "vitest/node";
import { openDoor } from "../dev/testDoor.ts";
import { startTestPostgres } from "./testPostgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The door to the test run's PostgreSQL. */
    testPostgresPort: number;
  }
}

/** One PostgreSQL per test run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { port, stop } = await openDoor(startTestPostgres);
  project.provide("testPostgresPort", port);
  return stop;
}
