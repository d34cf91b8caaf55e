import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";
import { urlBehind } from "../dev/testDoor.ts";
import { connect, type DatabaseConnection } from "./connect.ts";
import { templateDatabase } from "./testPostgres.ts";

export interface TestDatabase extends DatabaseConnection {
  url: string;
  /** Closes the pool and removes the database, even while others are connected. */
  drop(): Promise<void>;
}

/** Creates an empty database with the present schema, for one test file (or one test). */
export async function createTestDatabase(options: { maxConnections?: number } = {}): Promise<TestDatabase> {
  const server = await urlBehind(inject("testPostgresPort"));
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await asAdmin(server, `create database ${name} template ${templateDatabase} strategy file_copy`);
  const url = `${server}/${name}`;
  const connection = connect(url, options);
  return {
    ...connection,
    url,
    async drop() {
      await connection.close();
      await asAdmin(server, `drop database if exists ${name} with (force)`);
    },
  };
}

async function asAdmin(server: string, statement: string): Promise<void> {
  const admin = postgres(`${server}/postgres`, { max: 1, onnotice: () => {} });
  try {
    await admin.unsafe(statement);
  } finally {
    await admin.end({ timeout: 5 });
  }
}
