import { startVitest } from "vitest/node";

// The pictures of docs/console.md, taken anew. They need what the tests need: the database, the API, and Chromium.
const vitest = await startVitest("test", ["web/tests/testScreenshots.ts"], {
  watch: false,
  include: ["web/tests/testScreenshots.ts"],
});
await vitest.close();
