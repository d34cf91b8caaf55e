import { randomUUID } from "node:crypto";
import { connect as openSocket } from "node:net";
import { text } from "node:stream/consumers";
import postgres from "postgres";
import { inject } from "vitest";
import { connect, type DatabaseConnection } from "./connect.ts";
import { templateDatabase } from "./testPostgres.ts";

export interface TestDatabase extends DatabaseConnection {
  url: string;
  /** Closes the pool and removes the database, even while others are connected. */
  drop(): Promise<void>;
}

/** Creates an empty database with the present schema, for one test file (or one test). */
export async function createTestDatabase(options: { maxConnections?: number } = {}): Promise<TestDatabase> {
  const server = await testPostgresUrl();
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

async function testPostgresUrl(): Promise<string> {
  const answer = await text(openSocket(inject("testPostgresPort"), "127.0.0.1"));
  const { url, error } = JSON.parse(answer) as { url?: string; error?: string };
  if (url === undefined) throw new Error(error);
  return url;
}

async function asAdmin(server: string, statement: string): Promise<void> {
  const admin = postgres(`${server}/postgres`, { max: 1, onnotice: () => {} });
  try {
    await admin.unsafe(statement);
  } finally {
    await admin.end({ timeout: 5 });
  }
}
