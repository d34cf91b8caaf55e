import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { testDirectory } from "../testDirectory.ts";
import { findTemporalCli, findTestServer, isFittingVersion } from "./find.ts";

const newDir = testDirectory;

function program(dir: string, name: string, output: string): string {
  mkdirSync(dir, { recursive: true });
  const file = path.join(dir, name);
  writeFileSync(file, `#!/bin/sh\necho '${output}'\n`);
  chmodSync(file, 0o755);
  return file;
}

it.each([
  ["temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)", true],
  ["temporal version 1.12.0", true],
  ["temporal version 1.8.4 (Server 1.31.0)", false],
  ["temporal version 2.0.0", false],
  ["tctl version 1.18.0", false],
])("%s fits: %s", (output, fits) => {
  expect(isFittingVersion(output)).toBe(fits);
});

it("takes the first fitting CLI on the PATH", async () => {
  const [old, fitting, cache] = [newDir(), newDir(), newDir()];
  program(old, "temporal", "temporal version 1.2.0");
  const file = program(fitting, "temporal", "temporal version 1.9.3");
  const env = { PATH: `${old}:${fitting}`, XDG_CACHE_HOME: cache };
  expect(await findTemporalCli({ env })).toBe(file);
});

it("takes the cached copy where the PATH has none that fits", async () => {
  const [old, cache] = [newDir(), newDir()];
  program(old, "temporal", "temporal version 2.1.0");
  const cached = program(path.join(cache, "toban", "temporal-1.9.1"), "temporal", "");
  const server = program(
    path.join(cache, "toban", "temporal-test-server-1.40.0"),
    "temporal-test-server",
    "",
  );
  const env = { PATH: old, XDG_CACHE_HOME: cache };
  expect(await findTemporalCli({ env })).toBe(cached);
  expect(await findTestServer({ env })).toBe(server);
});
