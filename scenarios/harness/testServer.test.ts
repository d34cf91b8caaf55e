import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, inject, it } from "vitest";
import { keepQuiet } from "./quiet.ts";
import { startTestServer } from "./testServer.ts";

let folder: string | undefined;
afterEach(async () => folder && (await rm(folder, { recursive: true })));

it("a test server that a busy host holds up for longer than the SDK waits is started anew", async () => {
  keepQuiet();
  folder = await mkdtemp(path.join(tmpdir(), "toban-test-server-"));
  const executable = path.join(folder, "server");
  const started = path.join(folder, "started");
  await writeFile(
    executable,
    `#!/bin/sh
if [ -e ${started} ]; then exec ${inject("temporalTestServer")} "$@"; fi
touch ${started}
exec sleep 60
`,
  );
  await chmod(executable, 0o755);
  const environment = await startTestServer(executable);
  expect(await environment.currentTimeMs()).toBeGreaterThan(0);
  await environment.teardown();
});
