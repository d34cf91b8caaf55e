import { type readGivenEnvironment, rememberedForCommands } from "../config/environment.ts";
import { recordRunningSystem } from "../config/runningSystem.ts";
import { migrateDatabase } from "../db/migrate.ts";
import type { Crew } from "./crew.ts";
import { startDatabase, startTemporal, stopStrays } from "./foundation.ts";
import { answersOk, nodePart } from "./parts/nodePart.ts";
import { choosePorts } from "./ports.ts";
import { readOrMakeSecrets } from "./stateDir.ts";
import type { LogFile } from "./supervision/logFile.ts";
import type { PartPlan } from "./supervision/part.ts";
import { untilTrue } from "./untilTrue.ts";
import { type Wiring, wireOutside } from "./wiring.ts";

export interface System {
  api: string;
  sandbox: string;
  /** null if the server is not ours and no address of its UI was given. */
  temporalUi: string | null;
  outside: Wiring["outside"];
  /** The parts' environment, for commands run on the system. */
  env: NodeJS.ProcessEnv;
}

export interface StartOptions extends ReturnType<typeof readGivenEnvironment> {
  stateDir: string;
  /** Where commands look for the running system. */
  announceIn: readonly string[];
  crew: Crew;
  signal: AbortSignal;
  say(text: string): void;
}

const readyWithinMilliseconds = 90_000;

/** Starts every part that the environment does not replace, and returns when the whole system answers. */
export async function startSystem(options: StartOptions): Promise<System> {
  const { given, values, stateDir, crew } = options;
  const secrets = readOrMakeSecrets(stateDir);
  await stopStrays(options);
  const { ports } = await choosePorts(stateDir);
  const api = `http://${reachable(values.HOST)}:${values.PORT}`;
  const { made, sandbox, outside } = wireOutside(given, ports, secrets, api);
  const [database, temporal] = await Promise.all([
    startDatabase(options, ports.postgres, secrets.databasePassword),
    startTemporal(options, ports.temporal, ports.temporalUi),
    startSandbox(crew, ports.sandbox, sandbox),
  ]);
  Object.assign(made, database, temporal.variables, { TOBAN_STATE_DIR: stateDir });
  if (!given.TOBAN_ENCRYPTION_KEYS) made.TOBAN_ENCRYPTION_KEYS = secrets.encryptionKeys;
  if (!given.PUBLIC_URL) made.PUBLIC_URL = api;
  const env = { ...process.env, ...made };
  const variables = { ...rememberedForCommands(given), ...made };
  const running = { startedAt: new Date().toISOString(), api, variables };
  for (const dir of options.announceIn) recordRunningSystem(dir, running);

  await migrateDatabase(env.DATABASE_URL ?? "");
  await startServers(options, env, api);
  return {
    api,
    sandbox: `http://127.0.0.1:${ports.sandbox}`,
    temporalUi: temporal.ui ?? given.TEMPORAL_UI_URL ?? null,
    outside,
    env,
  };
}

function startSandbox(crew: Crew, port: number, env: Record<string, string>): Promise<void> {
  return crew.start(
    nodePart({
      name: "sandbox",
      script: "sandbox/server.ts",
      env: { ...process.env, ...env },
      isReady: async (log) => log.hasSaid("smtpUrl") && answersOk(`http://127.0.0.1:${port}/healthz`),
      stopSeconds: 3,
    }),
  );
}

async function startServers({ values, crew, signal }: StartOptions, vars: NodeJS.ProcessEnv, api: string) {
  // The parts log when they are ready, which a quieter level would hide.
  const isQuiet = ["warn", "error", "fatal"].includes(values.LOG_LEVEL);
  const env = isQuiet ? { ...vars, LOG_LEVEL: "info" } : vars;
  await Promise.all([crew.start(apiPart(env, api)), crew.start(workerPart(env))]);
  const monitoring = new URL(api);
  if (values.METRICS_PORT !== undefined) monitoring.port = String(values.METRICS_PORT);
  await untilTrue(() => answersOk(new URL("/readyz", monitoring).href), {
    withinMilliseconds: readyWithinMilliseconds,
    signal,
    otherwise: "the system does not answer as ready",
  });
}

export function apiPart(env: NodeJS.ProcessEnv, address: string): PartPlan {
  const isReady = async (log: LogFile) => log.hasSaid("listening") && answersOk(`${address}/healthz`);
  return nodePart({ name: "api", script: "api/server.ts", env, isReady, stopSeconds: 6 });
}

export function workerPart(env: NodeJS.ProcessEnv): PartPlan {
  // The worker listens nowhere; the API's /readyz tells whether work reaches it.
  const isReady = async (log: LogFile) => log.hasSaid("worker ready");
  return nodePart({ name: "worker", script: "worker.ts", env, isReady, stopSeconds: 20 });
}

/** The address at which to reach a server that listens on this host. */
function reachable(host: string): string {
  return ["0.0.0.0", "::"].includes(host) ? "127.0.0.1" : host;
}
