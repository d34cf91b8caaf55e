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
    // A test takes a second or two; the rest is for a machine that is busy with others, or stands still for a while.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    teardownTimeout: 60_000,
  },
});
