import { startVitest } from "vitest/node";

// The pictures of docs/console.md, taken anew. They need what the tests need: the database, the API, and Chromium.
const vitest = await startVitest("test", [], {
  watch: false,
  // The project's own configuration knows only tests.
  config: false,
  include: ["web/tests/testScreenshots.ts"],
  globalSetup: ["./db/testPostgres.globalSetup.ts"],
  pool: "forks",
  hookTimeout: 120_000,
});
await vitest.close();
