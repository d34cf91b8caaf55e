import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { connect } from "../db/connect.ts";
import { incidents } from "../db/schema/index.ts";
import { scenario } from "./harness/index.ts";
import { textOf } from "./harness/secrets.ts";

describe("a database that is lost in the middle of an activity", () => {
  const s = scenario();

  it("[R2.4] tells neither addresses nor statements to Temporal and the log", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"] } });
    const { db, close } = connect(s.engine.database.url, { maxConnections: 2 });
    // Lock the ledger until an activity waits to write a recipient into it; then its connection is cut.
    await db.transaction(async (tx) => {
      await tx.execute(sql`lock table dispatches in exclusive mode`);
      await s.when.alertFires(acme, "web01", "HTTP");
      await until(() => cutWaiting(db));
    });
    await close();
    const failure = await until(() => failureOfActivity());
    expect(failure).toMatch(/ECONNRESET|CONNECTION_CLOSED|57P01/);
    expect(failure).not.toMatch(/Failed query|params:|sato@/);
    expect(s.engine.logged()).toContain("an activity failed");
    expect(s.engine.logged()).not.toMatch(/Failed query|params:|sato@/);
    await s.time.passes("1m");
    s.then.mails("【web01】 HTTP警報発生のご連絡", "sato");
    s.then.nothingElseWasSent();
  });

  /** The failure that Temporal keeps and shows until the activity has been retried. */
  async function failureOfActivity(): Promise<string | null> {
    const { database, temporal } = s.engine;
    const [row] = await database.db.select({ id: incidents.workflowId }).from(incidents);
    const { raw } = await temporal.client.workflow.getHandle(row!.id).describe();
    const failures = raw.pendingActivities?.flatMap(({ lastFailure }) => lastFailure ?? []) ?? [];
    return failures.length === 0 ? null : textOf(failures);
  }
});

async function until<Found>(look: () => Promise<Found | null>): Promise<Found> {
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Cuts a connection as a restart of PostgreSQL does; null while none waits for the ledger. */
async function cutWaiting(db: ReturnType<typeof connect>["db"]): Promise<number | null> {
  const rows = await db.execute(sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and query ilike '%dispatches%'`);
  return rows.length === 0 ? null : rows.length;
}
