import { execFile } from "node:child_process";
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import postgres from "postgres";
import type { Launch, PartPlan } from "../supervision/part.ts";
import { identify } from "../supervision/processIdentity.ts";
import { stopProcess } from "../supervision/register.ts";
import type { PostgresPlace } from "./postgresPlace.ts";

const user = "toban";
const database = "toban";

export interface PostgresOptions {
  place: PostgresPlace;
  port: number;
  password: string;
}

const settings = { listen_addresses: "127.0.0.1", unix_socket_directories: "", jit: "off", timezone: "UTC" };

export function databaseUrl({ port, password }: PostgresOptions, name = database): string {
  return `postgres://${user}:${password}@127.0.0.1:${port}/${name}`;
}

/**
 * The command that runs a server on a place's data. `more` settings come on top of those for every server.
 */
export function launchOf(
  place: PostgresPlace,
  port: number,
  more: Readonly<Record<string, string>> = {},
): Launch {
  const flags = Object.entries({ ...settings, ...more }).flatMap(([name, value]) => [
    "-c",
    `${name}=${value}`,
  ]);
  return {
    file: path.join(place.programs, "bin", "postgres"),
    args: ["-D", place.dataDir, "-p", String(port), ...flags],
    env: process.env,
    owner: place.owner,
  };
}

/** The embedded PostgreSQL as a supervised part. */
export function postgresPart(options: PostgresOptions): PartPlan {
  return {
    name: "postgres",
    launch: launchOf(options.place, options.port),
    // Another system's server refuses this one's password.
    isReady: () => answers(databaseUrl(options, "postgres")),
    // Fast shutdown: rolls back running transactions and closes connections.
    stopSignal: "SIGINT",
    stopSeconds: 6,
  };
}

/** Creates the data directory if it is missing or was left unfinished. */
export async function initialisePostgres(
  { place, password }: Pick<PostgresOptions, "place" | "password">,
  moreFlags: readonly string[] = [],
): Promise<void> {
  const { dataDir, owner } = place;
  if (existsSync(path.join(dataDir, "PG_VERSION"))) return;
  const unfinished = `${dataDir}.unfinished`;
  const passwordFile = `${dataDir}.password`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (owner) for (const file of [unfinished, passwordFile]) chownSync(file, owner.uid, owner.gid);
  const args = [`--pgdata=${unfinished}`, `--username=${user}`, `--pwfile=${passwordFile}`];
  const encoding = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  try {
    await promisify(execFile)(
      path.join(place.programs, "bin", "initdb"),
      [...args, ...encoding, "--auth=scram-sha-256", "--no-instructions", ...moreFlags],
      { cwd: "/", ...(owner ?? {}) },
    );
    renameSync(unfinished, dataDir);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** Creates the system's own database on a running server. */
export async function createDatabase(options: PostgresOptions): Promise<void> {
  const sql = postgres(databaseUrl(options, "postgres"), { max: 1 });
  try {
    const [existing] = await sql`select 1 from pg_database where datname = ${database}`;
    if (!existing) await sql.unsafe(`create database ${database}`);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/**
 * Stops a postmaster that still holds the data directory after our register of processes was lost. The number
 * in its pid file may by now belong to another process, so the command line decides.
 */
export async function stopStrayPostmaster({ dataDir }: PostgresPlace): Promise<void> {
  const pidFile = path.join(dataDir, "postmaster.pid");
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, "utf8").split("\n")[0]);
  const found = identify(pid);
  if (found?.command.includes(dataDir)) await stopProcess(found, "SIGINT");
  // A killed postmaster keeps its number until its parent reaps it, in some containers for ever, and
  // PostgreSQL would not start. Without the file, PostgreSQL still finds leftover server processes by their
  // shared memory.
  if (identify(pid) === null) rmSync(pidFile, { force: true });
}

export async function answers(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} });
  try {
    await sql`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}
