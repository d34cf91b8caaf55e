import { parseArgs } from "node:util";
import { readGivenEnvironment } from "../config/environment.ts";
import { forgetRunningSystem } from "../config/runningSystem.ts";
import { DomainError } from "../domain/errors.ts";
import { say as inWords } from "../domain/say.ts";
import { gatherCrew, stopOrder } from "./crew.ts";
import { runDemo } from "./demo/demo.ts";
import { demoStateDir } from "./demo/stateDir.ts";
import { help } from "./help.ts";
import { refuseTakenPorts } from "./ports.ts";
import { screen } from "./screen.ts";
import { openStateDir } from "./stateDir.ts";
import { claimStateDir } from "./supervision/claim.ts";
import { stopLeftovers } from "./supervision/register.ts";
import { startSystem } from "./system.ts";
import { prepareConsole } from "./web.ts";

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Resolves at the first Ctrl-C, SIGTERM or closed terminal. The second one ends everything at once. */
function listenForStop(killAll: () => void): AbortSignal {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted) {
        killAll();
        process.exit(130);
      }
      controller.abort();
    });
  }
  return controller.signal;
}

/** Stops what a killed supervisor left running: it would hold ports and data. */
async function clearUp(stateDir: string): Promise<void> {
  const leftovers = await stopLeftovers(stateDir, stopOrder);
  if (leftovers.length > 0) say(`Stopped what an earlier run left behind: ${leftovers.join(", ")}`);
}

async function run(withDemo: boolean): Promise<number> {
  // Only the owner may read anything below the state directory.
  process.umask(0o077);
  const { given, values } = readGivenEnvironment();
  const home = openStateDir(values.TOBAN_STATE_DIR);
  const giveUpClaim = claimStateDir(home);
  await clearUp(home);
  const stateDir = withDemo && !given.DATABASE_URL ? await demoStateDir(home, clearUp, say) : home;
  const announceIn = [...new Set([home, stateDir])];
  await refuseTakenPorts(
    [
      { variable: "PORT", port: values.PORT },
      { variable: "MAIL_INTAKE_PORT", port: values.MAIL_INTAKE_PORT },
      ...(values.METRICS_PORT === undefined ? [] : [{ variable: "METRICS_PORT", port: values.METRICS_PORT }]),
    ],
    values.HOST,
  );

  await prepareConsole(say);
  const crew = gatherCrew(stateDir, say);
  const signal = listenForStop(crew.kill);
  const stopRequested = new Promise<"stop">((resolve) => {
    signal.addEventListener("abort", () => resolve("stop"));
  });
  try {
    say("Starting…");
    const starting = startSystem({ given, values, stateDir, announceIn, crew, signal, say });
    const system = await Promise.race([starting, stopRequested]);
    if (system === "stop") {
      // Whatever it was waiting for ends now that it is stopped.
      starting.catch(() => {});
      return 0;
    }
    say(screen(system, stateDir, given));
    if (!withDemo) {
      await stopRequested;
      return 0;
    }
    return await runDemo(system, { signal, say });
  } finally {
    say("Stopping…");
    await crew.stop();
    for (const dir of announceIn) forgetRunningSystem(dir);
    giveUpClaim();
    say("Stopped.");
  }
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { demo: { type: "boolean" }, help: { type: "boolean", short: "h" } },
  });
  if (values.help) {
    say(help);
    return 0;
  }
  return run(values.demo ?? false);
}

try {
  process.exitCode = await main();
} catch (error) {
  const isUsage = error instanceof TypeError && "code" in error;
  const words =
    error instanceof DomainError ? inWords(error.publicMessage) : isUsage ? error.message : String(error);
  process.stderr.write(`${words}\n`);
  if (!(error instanceof DomainError) && !isUsage) process.stderr.write(`${(error as Error).stack}\n`);
  process.exitCode = 1;
}
// An interrupted start may leave a timer or socket open, which must not keep a stopped system alive.
process.exit();
