import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readGivenEnvironment } from "../config/environment.ts";
import { variables } from "../config/variables.ts";
import { type Crew, gatherCrew } from "../dev/crew.ts";
import { toban } from "../dev/demo/command.ts";
import { freePorts } from "../dev/freePorts.ts";
import { nodePart } from "../dev/parts/nodePart.ts";
import { openStateDir } from "../dev/stateDir.ts";
import { readRegister } from "../dev/supervision/register.ts";
import { apiPart, startSystem, workerPart } from "../dev/system.ts";
import { type BenchCustomer, benchCustomers, type Person, peopleOfOtherRules } from "./customers.ts";
import { type Intake, intakeAt } from "./intake.ts";
import { type Outside, outsideAt } from "./outside.ts";

/** Process ids by the part's name. */
export type PartProcesses = Readonly<Record<string, readonly number[]>>;

/** The bench's own system, with customers and people to raise alerts for. */
export interface BenchSystem {
  /** The address of API and console. */
  api: string;
  databaseUrl: string;
  /** An operator's. */
  token: string;
  intake: Intake;
  outside: Outside;
  customers: readonly BenchCustomer[];
  temporalAddress: string;
  /** The parts' environment, for commands run on the system. */
  env: NodeJS.ProcessEnv;
  /** The folder of the parts' logs. */
  logs: string;
  /** Each part's processes, without the children they started. */
  processes(): PartProcesses;
  stopWorker(): Promise<void>;
  /** Starts it again, with these settings on top of its own. */
  startWorker(settings?: Readonly<Record<string, string>>): Promise<void>;
  /** The same system with a second API server and a second worker; alerts go to the servers in turn. */
  doubled(): Promise<BenchSystem>;
  /** People who have not been called yet, customers in turn. */
  people(count: number): Person[];
  stop(): Promise<void>;
}

export interface BenchSystemOptions {
  callsPerSecond: number;
  peopleEach: number;
  /** Whether the bare workflow's worker runs beside ours. */
  withBare: boolean;
  /** Variables of its processes, on top of what they need. */
  environment?: Readonly<Record<string, string>>;
  signal: AbortSignal;
  say(text: string): void;
}

/**
 * Starts the parts as `temporal-dev.sh` does, with an empty state directory and free ports, and imports the
 * customers.
 */
export async function startBenchSystem(options: BenchSystemOptions): Promise<BenchSystem> {
  const { callsPerSecond, peopleEach, signal, say } = options;
  const stateDir = openStateDir(mkdtempSync(path.join(tmpdir(), "toban-bench-")));
  await forgetTheEnvironment({
    TOBAN_STATE_DIR: stateDir,
    TWILIO_CALLS_PER_SECOND: String(callsPerSecond),
    ...options.environment,
  });
  const crew = gatherCrew(stateDir, say);
  const bareCrew = gatherCrew(openStateDir(path.join(stateDir, "bare")), say);
  const secondDir = openStateDir(path.join(stateDir, "second"));
  const secondCrew = gatherCrew(secondDir, say);
  const stop = async () => {
    for (const each of [bareCrew, secondCrew, crew]) await each.stop();
    rmSync(stateDir, { recursive: true, force: true });
  };
  try {
    const given = readGivenEnvironment();
    const system = await startSystem({ ...given, stateDir, announceIn: [], crew, signal, say });
    const customers = benchCustomers(peopleEach);
    const keys = await importAll(system.env, stateDir, customers);
    const token = await toban(system.env, "user", "add", "bench", "--role", "operator", "--token");
    if (options.withBare) await startBareWorker(bareCrew, system.env);
    const waiting = inTurn(customers);
    const bench: BenchSystem = {
      api: system.api,
      databaseUrl: system.env.DATABASE_URL ?? "",
      token,
      intake: intakeAt([system.api], keys),
      outside: outsideAt(system.sandbox),
      customers,
      temporalAddress: system.env.TEMPORAL_ADDRESS ?? "",
      env: system.env,
      logs: path.join(stateDir, "logs"),
      processes: () => processesOf([stateDir]),
      stopWorker: () => crew.stopPart("worker"),
      startWorker: (settings = {}) => crew.start(workerPart({ ...system.env, ...settings })),
      async doubled() {
        const second = await startSeconds(secondCrew, system.env);
        const intake = intakeAt([system.api, second], keys);
        return { ...bench, intake, processes: () => processesOf([stateDir, secondDir]) };
      },
      people(count) {
        if (waiting.length < count) throw new Error("the bench has too few people");
        return waiting.splice(0, count);
      },
      stop,
    };
    return bench;
  } catch (error) {
    await stop();
    throw error;
  }
}

/** No outside setting may lead the bench to a real provider or to someone's database. */
async function forgetTheEnvironment(wanted: Record<string, string>): Promise<void> {
  const ours = (name: string) => name in variables || name.startsWith("TEMPORAL_");
  for (const name of Object.keys(process.env).filter(ours)) delete process.env[name];
  const [port, mailPort] = await freePorts(2);
  Object.assign(process.env, wanted, { PORT: String(port), MAIL_INTAKE_PORT: String(mailPort) });
}

/** Imports them from files in this folder; returns the keys of their sources. */
export async function importAll(
  env: NodeJS.ProcessEnv,
  folder: string,
  customers: readonly Pick<BenchCustomer, "id" | "file">[],
): Promise<Map<string, string>> {
  const files = customers.map(({ id, file }) => {
    const name = path.join(folder, `${id}.yaml`);
    writeFileSync(name, file);
    return name;
  });
  await toban(env, "import", ...files);
  const keys = new Map<string, string>();
  for (const { id } of customers) keys.set(id, await toban(env, "source-key", id, "tool"));
  return keys;
}

const startBareWorker = (crew: Crew, env: NodeJS.ProcessEnv) =>
  crew.start(
    nodePart({
      name: "worker",
      script: "bench/bare/worker.ts",
      env,
      isReady: async (log) => log.hasSaid("bare worker ready"),
      stopSeconds: 10,
    }),
  );

/** The address of the second API server. Callbacks go on reaching the first. */
async function startSeconds(crew: Crew, env: NodeJS.ProcessEnv): Promise<string> {
  const [port] = await freePorts(1);
  const address = `http://127.0.0.1:${port}`;
  await Promise.all([
    crew.start(apiPart({ ...env, PORT: String(port) }, address)),
    crew.start(workerPart(env)),
  ]);
  return address;
}

function processesOf(stateDirs: readonly string[]): PartProcesses {
  const started = stateDirs.flatMap((dir) => Object.entries(readRegister(dir)));
  const byPart = Map.groupBy(started, ([name]) => name);
  return Object.fromEntries([...byPart].map(([name, all]) => [name, all.map(([, { pid }]) => pid)]));
}

function inTurn(customers: readonly BenchCustomer[]): Person[] {
  const longest = Math.max(...customers.map(({ people }) => people.length));
  return Array.from({ length: longest - peopleOfOtherRules }).flatMap((_, place) =>
    customers.flatMap(({ people }) => people[place + peopleOfOtherRules] ?? []),
  );
}
