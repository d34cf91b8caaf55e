import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { testDirectory } from "../testDirectory.ts";
import { claimStateDir } from "./claim.ts";

it.each([
  ["of a dead supervisor", JSON.stringify({ pid: process.pid, startedAt: "1", command: "node dev/main.ts" })],
  ["that is damaged", "{"],
])("takes over a claim %s", (_, text) => {
  const stateDir = testDirectory();
  writeFileSync(path.join(stateDir, "supervisor.json"), text);
  const giveUp = claimStateDir(stateDir);
  expect(() => claimStateDir(stateDir)).toThrow(/already running/);
  giveUp();
});
