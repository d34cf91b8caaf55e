import { startVitest } from "vitest/node";

// Plays every story whose history is kept, and saves it for the replay tests: to be run before a workflow is changed
// for runs in flight, never to make a failing replay test pass.
process.env.SAVE_HISTORIES = "1";
const vitest = await startVitest("test", ["scenarios/"], {
  watch: false,
  exclude: ["scenarios/replay.test.ts"],
});
await vitest.close();
