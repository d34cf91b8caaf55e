import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { drizzle, migrate } from "./drizzle.ts";

/** Migrates a database to the newest schema; safe to run by several processes at the same time. */
export async function migrateDatabase(databaseUrl: string): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(hashtext('toban migrations'))`;
    await migrate(drizzle(sql), {
      migrationsFolder: fileURLToPath(new URL("./migrations", import.meta.url)),
    });
  } finally {
    await sql.end({ timeout: 5 });
  }
}
