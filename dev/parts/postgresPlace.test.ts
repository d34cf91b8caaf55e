import { chmodSync, existsSync, rmSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { openStateDir } from "../stateDir.ts";
import { testDirectory } from "../testDirectory.ts";
import { findPostgresPlace, othersCanWalk } from "./postgresPlace.ts";

function newDir(mode: number): string {
  const dir = testDirectory();
  chmodSync(dir, mode);
  return dir;
}

it("knows which directories another user can walk to", () => {
  expect(othersCanWalk(newDir(0o711))).toBe(true);
  expect(othersCanWalk(newDir(0o700))).toBe(false);
});

describe.runIf(process.getuid?.() === 0)("started by root", () => {
  it("keeps the data in the state directory where PostgreSQL's user can walk to it", () => {
    const stateDir = openStateDir(path.join(newDir(0o711), "state"));
    const place = findPostgresPlace(stateDir);
    expect(place.dataDir).toBe(path.join(stateDir, "postgres"));
    expect(place.owner?.uid).not.toBe(0);
  });

  it("finds another place for a private one, the same at every start, and clears it up once unused", () => {
    const stateDir = openStateDir(path.join(newDir(0o700), "state"));
    const { dataDir } = findPostgresPlace(stateDir);
    expect(othersCanWalk(path.dirname(dataDir))).toBe(true);
    expect(findPostgresPlace(stateDir).dataDir).toBe(dataDir);
    rmSync(stateDir, { recursive: true });
    findPostgresPlace(openStateDir(path.join(newDir(0o711), "state")));
    expect(existsSync(path.dirname(dataDir))).toBe(false);
  });
});
