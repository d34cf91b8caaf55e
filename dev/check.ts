import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { compiled } from "./compiled.ts";
import { prepareCounterparts } from "./counterparts.ts";
import { findTemporalCli, findTestServer } from "./tools/find.ts";
import { prepareConsole } from "./web.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const scripts = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"))).scripts;

const env = {
  ...compiled,
  ...process.env,
  TZ: "UTC",
  PATH: `${path.join(root, "node_modules", ".bin")}${path.delimiter}${process.env.PATH}`,
};

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Runs one of package.json's scripts. Its output is either shown as it comes, or kept in case it fails. */
function runScript(
  name: string,
  extra: string,
  shown: boolean,
): Promise<{ failed: boolean; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(`${scripts[name]} ${extra}`, {
      cwd: root,
      env,
      shell: true,
      stdio: ["ignore", shown ? "inherit" : "pipe", shown ? "inherit" : "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (data) => (output += data));
    child.on("close", (code) => resolve({ failed: code !== 0, output }));
  });
}

/** One line for a check that passes, the whole output for one that fails. */
async function check(name: string, words: string): Promise<boolean> {
  const startedAt = Date.now();
  const { failed, output } = await runScript(name, "", false);
  say(`${failed ? "✗" : "✓"} ${words} (${seconds(startedAt)})${failed ? `\n${output.trimEnd()}\n` : ""}`);
  return !failed;
}

const testResult = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
});

/** Runs the tests and counts them. */
async function test(which: string): Promise<{ holds: boolean; summary: string }> {
  const startedAt = Date.now();
  const dir = mkdtempSync(path.join(tmpdir(), "toban-tests-"));
  const resultFile = path.join(dir, "result.json");
  const reporters = `--reporter=default --reporter=json --outputFile.json=${resultFile}`;
  const { failed } = await runScript("test:only", `${reporters} ${which}`, true);
  const result = testResult.parse(JSON.parse(readFileSync(resultFile, "utf8")));
  rmSync(dir, { recursive: true });
  say(`${failed ? "✗" : "✓"} tests (${seconds(startedAt)})`);
  const { numPassedTests: passed, numFailedTests: failures, numPendingTests: skipped } = result;
  const skips = skipped > 0 ? `, ${skipped} skipped` : "";
  // CI installs all that tests need, so a test that is skipped there has looked for it in the wrong place.
  const mayNotSkip = skipped > 0 && process.env.CI === "true";
  return {
    holds: !failed && !mayNotSkip,
    summary: `${passed} passed, ${failures} failed${skips}${mayNotSkip ? ", which must not be in CI" : ""}`,
  };
}

function seconds(sinceMilliseconds: number): string {
  return `${((Date.now() - sinceMilliseconds) / 1000).toFixed(1)} s`;
}

/** What only tests need: programs, and the console as it is shipped. */
async function prepare(): Promise<void> {
  await Promise.all([
    prepareCounterparts(process.env, say),
    prepareConsole(say),
    // Fetched before the tests, which would each fetch their own.
    findTemporalCli({ say }),
    findTestServer({ say }),
  ]);
}

const isQuick = process.argv.includes("--quick");
const [checks] = await Promise.all([
  Promise.all([
    check("types", "types"),
    check("types:web", "types of the console"),
    check("lint", "lint and format"),
    check("imports", "import rules"),
    check("deadcode", "dead code"),
  ]),
  isQuick ? undefined : prepare(),
]);
const tests = await test(isQuick ? "--project=pure" : "");
say(tests.summary);
process.exitCode = tests.holds && checks.every(Boolean) ? 0 : 1;
