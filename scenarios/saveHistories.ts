import { startVitest } from "vitest/node";

// Plays every scenario, and saves the histories that are not kept yet for the replay tests. Kept ones stay
// unchanged: runs in flight look like them.
process.env.SAVE_HISTORIES = "1";
const vitest = await startVitest("test", ["scenarios/"], {
  watch: false,
  exclude: ["scenarios/replay.test.ts"],
});
await vitest.close();
