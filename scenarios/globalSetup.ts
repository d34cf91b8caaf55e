import { fileURLToPath } from "node:url";
import { bundleWorkflowCode } from "@temporalio/worker";
import type { TestProject } from "vitest/node";
import { findTestServer } from "../dev/tools/find.ts";

declare module "vitest" {
  export interface ProvidedContext {
    workflowBundle: string;
    temporalTestServer: string;
  }
}

/** Shares one bundle and one server binary among all scenario files. */
export default async function setup(project: TestProject): Promise<void> {
  const workflowsPath = fileURLToPath(new URL("../workflows/index.ts", import.meta.url));
  const [bundle, server] = await Promise.all([
    bundleWorkflowCode({ workflowsPath, logger: quiet }),
    findTestServer(),
  ]);
  project.provide("workflowBundle", bundle.code);
  project.provide("temporalTestServer", server);
}

const nothing = (): void => {};
const quiet = {
  log: nothing,
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: console.error,
};
