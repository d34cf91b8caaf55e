import { defineConfig } from "vitest/config";

// The Temporal sandbox inherits the process's zone, and so would every date in a test.
process.env.TZ = "UTC";

const never = ["**/node_modules/**", ".toban/**", ".cache/**"];
/** Rules and words: nothing is started for them, and they keep nothing that the next file could meet. */
const pure = ["domain/**/*.test.ts", "runbooks/**/*.test.ts", "web/src/**/*.test.ts", "dev/shape/*.test.ts"];
export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: "pure", include: pure, exclude: never } },
      {
        extends: true,
        test: {
          name: "real",
          include: ["**/*.test.ts"],
          exclude: [...never, ...pure],
          globalSetup: [
            "./db/testPostgres.globalSetup.ts",
            "./dev/testChromium.globalSetup.ts",
            "./activities/remote/aws/testMoto.globalSetup.ts",
            "./scenarios/globalSetup.ts",
          ],
        },
      },
    ],
    // Temporal's native bridge crashes in worker threads.
    pool: "forks",
    // For two cores: a file waits for other processes, and for limits by the real clock, half of the time.
    maxWorkers: 4,
    // Loading the modules anew for each file would cost more than most files do. What a test sets, it takes back.
    isolate: false,
    // A test takes a second or two; the rest is for a machine that is busy with others, or stands still for a while.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    teardownTimeout: 60_000,
  },
});
