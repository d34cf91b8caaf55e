import { startVitest } from "vitest/node";

// Plays every story, and saves the histories of those that are not kept yet for the replay tests. Kept ones stay as they
// are: runs in flight look like them.
process.env.SAVE_HISTORIES = "1";
const vitest = await startVitest("test", ["scenarios/"], {
  watch: false,
  exclude: ["scenarios/replay.test.ts"],
});
await vitest.close();
