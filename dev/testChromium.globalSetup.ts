import type { TestProject } from "vitest/node";
import { serveChromium } from "./chromium.ts";
import { openDoor } from "./testDoor.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The door to the test run's Chromium. */
    testChromiumPort: number;
  }
}

/** One Chromium per test run: to start it costs as much as a dozen pages. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { port, stop } = await openDoor(serveChromium);
  project.provide("testChromiumPort", port);
  return stop;
}
