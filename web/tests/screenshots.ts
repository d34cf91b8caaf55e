import { startVitest } from "vitest/node";
import configuration from "../../vitest.config.ts";

const { projects, ...settings } = configuration.test!;

// The pictures of docs/console.md, taken anew. They need what the tests need: the database, the API, and Chromium.
const vitest = await startVitest("test", [], {
  ...settings,
  watch: false,
  // The configuration's projects know only tests.
  config: false,
  include: ["web/tests/testScreenshots.ts"],
  globalSetup: ["./db/testPostgres.globalSetup.ts", "./dev/testChromium.globalSetup.ts"],
});
await vitest.close();
