import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";

const made: string[] = [];
afterAll(() => {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true, force: true });
});

/** An empty directory that is removed when its test file has ended. */
export function testDirectory(): string {
  const directory = mkdtempSync(path.join(tmpdir(), "toban-test-"));
  made.push(directory);
  return directory;
}
