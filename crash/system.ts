import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { readRunningSystem } from "../config/runningSystem.ts";
import { variables } from "../config/variables.ts";
import { identify } from "../dev/supervision/processIdentity.ts";
import { untilTrue } from "../dev/untilTrue.ts";

/** The parts' command lines, as the contract names them. */
const commandLines = {
  worker: "worker.ts",
  api: "api/server.ts",
  temporal: "server start-dev",
  postgres: "postgres",
} as const;
export type PartName = keyof typeof commandLines;
export const partNames = Object.keys(commandLines) as PartName[];

export interface SystemUnderTest {
  api: string;
  databaseUrl: string;
  temporal: string;
  /**
   * Kills one part. Resolves, with the milliseconds it took, once the whole system answers with a new one.
   */
  killAndAwait(part: PartName): Promise<number>;
  /** Stops one part until the returned function is called. */
  freeze(part: PartName): () => void;
  /** Starts another API server beside the supervised one, with variables of its own. */
  startApi(own: Record<string, string>): Promise<{ url: string; kill(): Promise<void> }>;
  /** Kills every part and the supervisor itself. */
  killEverything(): Promise<void>;
  stop(): Promise<void>;
  /** Everything the supervisor printed. */
  said(): string;
}

const startWithinMilliseconds = 90_000;
const backWithinMilliseconds = 60_000;
const root = fileURLToPath(new URL("..", import.meta.url));

/** Starts the real processes, by the same supervisor as `temporal-dev.sh`. */
export async function startSystem(stateDir: string, given: Record<string, string>): Promise<SystemUnderTest> {
  const env = { ...withoutOurVariables(process.env), ...given, TOBAN_STATE_DIR: stateDir };
  const supervisor = spawn(process.execPath, ["dev/main.ts"], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [supervisor.stdout, supervisor.stderr])
    stream.on("data", (text) => {
      said += text;
    });
  const stop = async () => {
    const ended = once(supervisor, "exit");
    if (!hasEnded(supervisor) && supervisor.kill("SIGTERM")) await ended;
  };
  const isUp = async () => said.includes("is running.") || hasEnded(supervisor);
  await untilTrue(isUp, { withinMilliseconds: startWithinMilliseconds, otherwise: "" }).catch(stop);
  const running = readRunningSystem(stateDir);
  if (hasEnded(supervisor) || running === null) throw new Error(`the system does not start:\n${said}`);
  const { api } = running;

  return {
    api,
    databaseUrl: running.variables.DATABASE_URL ?? "",
    temporal: running.variables.TEMPORAL_ADDRESS ?? "",
    async killAndAwait(part) {
      const saidBefore = said.length;
      process.kill(processOf(stateDir, part), "SIGKILL");
      const killedAt = Date.now();
      const isBack = async () => said.includes(`${part} is up again`, saidBefore) && (await isReady(api));
      await untilTrue(isBack, { withinMilliseconds: backWithinMilliseconds, otherwise: "" }).catch(() => {
        throw new Error(`${part} is not back:\n${said}`);
      });
      return Date.now() - killedAt;
    },
    freeze(part) {
      const pid = processOf(stateDir, part);
      process.kill(pid, "SIGSTOP");
      return () => void process.kill(pid, "SIGCONT");
    },
    startApi: (own) => startApi({ ...env, ...running.variables, ...own }),
    async killEverything() {
      const everything = [...partNames, "sandbox"].map((part) => processOf(stateDir, part));
      const ended = once(supervisor, "exit");
      // The supervisor first: it must not restart what dies next.
      supervisor.kill("SIGKILL");
      for (const pid of everything) process.kill(pid, "SIGKILL");
      await ended;
    },
    stop,
    said: () => said,
  };
}

async function startApi(env: NodeJS.ProcessEnv): Promise<{ url: string; kill(): Promise<void> }> {
  const child = spawn(process.execPath, ["api/server.ts"], {
    cwd: root,
    stdio: "ignore",
    env: { ...env, TZ: "UTC" },
  });
  const url = `http://127.0.0.1:${env.PORT}`;
  const kill = async () => {
    const ended = once(child, "exit");
    if (child.kill("SIGKILL")) await ended;
  };
  const otherwise = "the other API server does not start";
  await untilTrue(() => isReady(url), { withinMilliseconds: startWithinMilliseconds, otherwise });
  return { url, kill };
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/** No setting of the test environment may lead them to a real provider or to someone's database. */
function withoutOurVariables(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const isOurs = (name: string) => name in variables || /^(TEMPORAL|VITEST|NODE_OPTIONS)/.test(name);
  return Object.fromEntries(Object.entries(env).filter(([name]) => !isOurs(name)));
}

const registered = z.record(z.string(), z.object({ pid: z.number() }));

/** The process id that our supervisor recorded for a part, if its command line is that part's. */
function processOf(stateDir: string, part: string): number {
  const file = readFileSync(path.join(stateDir, "processes.json"), "utf8");
  const pid = registered.parse(JSON.parse(file))[part]?.pid ?? 0;
  const commandLine = part in commandLines ? commandLines[part as PartName] : `${part}/server.ts`;
  if (!identify(pid)?.command.includes(commandLine)) throw new Error(`no process is ${part}`);
  return pid;
}

async function isReady(api: string): Promise<boolean> {
  const response = await fetch(`${api}/readyz`, { signal: AbortSignal.timeout(3_000) });
  return response.ok;
}
