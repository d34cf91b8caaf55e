import { statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { testDirectory } from "../dev/testDirectory.ts";
import {
  forgetRunningSystem,
  readRunningSystem,
  recordRunningSystem,
  withRunningSystem,
} from "./runningSystem.ts";

const running = {
  startedAt: "2026-11-22T00:00:00.000Z",
  api: "http://127.0.0.1:8080",
  variables: { DATABASE_URL: "postgres://u:p@127.0.0.1:54320/toban", LOG_LEVEL: "info" },
};

it("tells commands of the same state directory where the system runs, and nobody else", () => {
  const stateDir = testDirectory();
  expect(readRunningSystem(stateDir)).toBeNull();
  recordRunningSystem(stateDir, running);
  expect(readRunningSystem(stateDir)).toEqual(running);
  expect(statSync(path.join(stateDir, "run.json")).mode & 0o777).toBe(0o600);
  expect(withRunningSystem({ TOBAN_STATE_DIR: stateDir, LOG_LEVEL: "debug" })).toMatchObject({
    DATABASE_URL: running.variables.DATABASE_URL,
    LOG_LEVEL: "debug",
  });
  forgetRunningSystem(stateDir);
  expect(readRunningSystem(stateDir)).toBeNull();
});

it("treats a damaged record as none", () => {
  const stateDir = testDirectory();
  writeFileSync(path.join(stateDir, "run.json"), '{"api":');
  expect(readRunningSystem(stateDir)).toBeNull();
});
