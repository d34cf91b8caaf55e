import type { TestProject } from "vitest/node";
import { findTestServer } from "../dev/tools/find.ts";
import { workflowBundle } from "../worker/workflowThreads/bundle.ts";

declare module "vitest" {
  export interface ProvidedContext {
    workflowBundle: string;
    temporalTestServer: string;
  }
}

/** Shares one bundle and one server binary among all scenario files. */
export default async function setup(project: TestProject): Promise<void> {
  const [{ code }, server] = await Promise.all([workflowBundle(), findTestServer()]);
  project.provide("workflowBundle", code);
  project.provide("temporalTestServer", server);
}
