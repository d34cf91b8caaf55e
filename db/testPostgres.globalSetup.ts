import { type AddressInfo, createServer } from "node:net";
import type { TestProject } from "vitest/node";
import { startTestPostgres } from "./testPostgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Connecting here starts the test run's PostgreSQL, once, and returns its port. */
    testPostgresPort: number;
  }
}

/** One PostgreSQL per test run, started when first needed: tests of pure rules wait for nothing. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let started: ReturnType<typeof startTestPostgres> | null = null;
  const door = createServer((socket) => {
    started ??= startTestPostgres();
    started.then(
      ({ url }) => socket.end(JSON.stringify({ url })),
      (error: Error) => socket.end(JSON.stringify({ error: error.message })),
    );
  });
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
  project.provide("testPostgresPort", (door.address() as AddressInfo).port);
  return async () => {
    door.close();
    await started?.then(({ stop }) => stop()).catch(() => {});
  };
}
