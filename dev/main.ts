import { parseArgs } from "node:util";
import { readGivenEnvironment } from "../config/environment.ts";
import { forgetRunningSystem } from "../config/runningSystem.ts";
import { DomainError } from "../domain/errors.ts";
import { tokenChatKinds, tokenVariable } from "../domain/messages/chat/registry.ts";
import { say as inWords } from "../domain/say.ts";
import { gatherCrew, stopOrder } from "./crew.ts";
import { runDemo } from "./demo/demo.ts";
import { refuseTakenPorts } from "./ports.ts";
import { screen } from "./screen.ts";
import { demoStateDir, openStateDir } from "./stateDir.ts";
import { claimStateDir } from "./supervision/claim.ts";
import { stopLeftovers } from "./supervision/register.ts";
import { startSystem } from "./system.ts";
import { prepareConsole } from "./web.ts";

const help = `./temporal-dev.sh [--demo]

Brings the whole system up on this machine: PostgreSQL, Temporal, API, worker, and a sandbox in place of
telephone, mail and chat. Ctrl-C or SIGTERM stops all of it; the next start goes on where it was.

  --demo   then breaks the sandbox's demo server, shows the incident being handled to its end, and stops;
           exits 0 only if it was handled inside the SLO

The most useful variables (config/variables.ts has all):
  PORT              8080     API and intake; PUBLIC_URL where others reach it
  MAIL_INTAKE_PORT  2525     alert mails
  TOBAN_STATE_DIR   .toban   data of the embedded parts; another one is another system
  DATABASE_URL, TEMPORAL_ADDRESS           your own instead of the embedded ones
  TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_FROM, SMTP_URL, MAIL_FROM,
  ${tokenChatKinds.map(tokenVariable).join(", ").padEnd(38)}   real providers instead of the sandbox
  OPERATORS_CHAT, OPERATORS_MAIL           where operators are warned`;

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
