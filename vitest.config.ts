import { defineConfig } from "vitest/config";

// The Temporal sandbox inherits the process's zone, and so would every date in a test.
process.env.TZ = "UTC";

export default defineConfig({
  test: {
    include: ["**/*.test.ts"],
    globalSetup: ["./db/testPostgres.globalSetup.ts", "./scenarios/globalSetup.ts"],
    exclude: ["**/node_modules/**", ".toban/**", ".cache/**"],
    // Temporal's native bridge crashes in worker threads.
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    teardownTimeout: 20_000,
  },
});
