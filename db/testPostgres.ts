import { spawn } from "node:child_process";
import { once } from "node:events";
import { access, constants, mkdtemp, rm, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import { freePorts } from "../dev/freePorts.ts";
import { answers, initialisePostgres, launchOf } from "../dev/parts/postgres.ts";
import { findPostgresPlace } from "../dev/parts/postgresPlace.ts";
import { openStateDir } from "../dev/stateDir.ts";
import { untilTrue } from "../dev/untilTrue.ts";
import { migrateDatabase } from "./migrate.ts";

/** The migrated database that every test database copies. */
export const templateDatabase = "toban_template";

const settings = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  autovacuum: "off",
  max_connections: "200",
  max_wal_size: "256MB",
};

const memory = "/dev/shm";
const enoughGibibytes = 4;

/**
 * Where files may be kept in memory: on a disk, creating a database and dropping it took 170 ms instead of 25, mostly
 * for its 415 files. A container's memory file system is often too small.
 */
async function roomInMemory(): Promise<string> {
  try {
    await access(memory, constants.W_OK);
    const { bavail, bsize } = await statfs(memory);
    if (bavail * bsize >= enoughGibibytes * 2 ** 30) return memory;
  } catch {}
  return tmpdir();
}

/** Starts a server for one test run; nothing in it outlives the run, so it never waits for the disk. */
export async function startTestPostgres(): Promise<{ url: string; stop(): Promise<void> }> {
  const dir = openStateDir(await mkdtemp(path.join(await roomInMemory(), "toban-test-postgres-")));
  const [port = 0] = await freePorts(1);
  const place = findPostgresPlace(dir);
  await initialisePostgres({ place, password: "toban" }, ["--no-sync"]);
  const { file, args, env, owner } = launchOf(place, port, settings);
  const server = spawn(file, args, { env, stdio: ["ignore", "ignore", "pipe"], ...(owner ?? {}) });
  let log = "";
  server.stderr.on("data", (text) => {
    log += text;
  });
  const stop = async () => {
    const ended = once(server, "exit");
    if (server.kill("SIGINT")) await ended;
    await rm(dir, { recursive: true, force: true });
  };
  const url = `postgres://toban:toban@127.0.0.1:${port}`;
  try {
    await untilTrue(() => answers(`${url}/postgres`), {
      withinMilliseconds: 30_000,
      otherwise: "PostgreSQL does not answer",
    });
    await makeTemplate(url);
  } catch (error) {
    await stop();
    throw new Error(`The test database did not start: ${log}`, { cause: error });
  }
  return { url, stop };
}

async function makeTemplate(url: string): Promise<void> {
  const admin = postgres(`${url}/postgres`, { max: 1, onnotice: () => {} });
  try {
    await admin.unsafe(`create database ${templateDatabase}`);
    await migrateDatabase(`${url}/${templateDatabase}`);
    // PostgreSQL refuses to copy a database while anybody is connected to it.
    await admin.unsafe(`alter database ${templateDatabase} with allow_connections false`);
  } finally {
    await admin.end({ timeout: 5 });
  }
}
