import { describe, expect, it } from "vitest";
import { connect } from "../db/connect.ts";
import { sql } from "../db/drizzle.ts";
import { incidents } from "../db/schema/index.ts";
import { scenario } from "./harness/index.ts";
import { textOf } from "./harness/secrets.ts";

describe("a database that is lost in the middle of an activity", () => {
  const s = scenario();

  it("[R2.4] tells neither addresses nor statements to Temporal and the log", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"] } });
    const { db, close } = connect(s.engine.database.url, { maxConnections: 2 });
    // While the ledger is locked, every connection is cut on which an activity waits to write a recipient into it.
    const failure = await db.transaction(async (tx) => {
      await tx.execute(sql`lock table dispatches in exclusive mode`);
      await s.when.alertFires(acme, "web01", "HTTP");
      await s.engine.relay.settled();
      return await until(async () => {
        await cutWaiting(db);
        return await failureOfActivity();
      });
    });
    await close();
    expect(failure).toMatch(/ECONNRESET|CONNECTION_CLOSED|57P01/);
    expect(failure).not.toMatch(/Failed query|params:|sato@/);
    expect(s.engine.logged()).toContain("an activity failed");
    expect(s.engine.logged()).not.toMatch(/Failed query|params:|sato@/);
    await s.time.passes("1m");
    s.then.mails("【web01】 HTTP警報発生のご連絡", "sato");
    s.then.nothingElseWasSent();
  });

  /** The failure that Temporal shows until an activity has been retried, or keeps of one that was ordered. */
  async function failureOfActivity(): Promise<string | null> {
    const { database, temporal } = s.engine;
    const [row] = await database.db.select({ id: incidents.workflowId }).from(incidents);
    if (row === undefined) return null;
    const handle = temporal.client.workflow.getHandle(row.id);
    const [{ raw }, { events }] = await Promise.all([handle.describe(), handle.fetchHistory()]);
    const shown = raw.pendingActivities?.flatMap(({ lastFailure }) => lastFailure ?? []) ?? [];
    const kept = events?.flatMap(({ markerRecordedEventAttributes: marker }) => marker?.details ?? []) ?? [];
    return [...shown, ...kept].map(textOf).find((text) => text.includes("fail")) ?? null;
  }
});

async function until<Found>(look: () => Promise<Found | null>): Promise<Found> {
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Cuts connections that wait for the ledger, as a restart of PostgreSQL does; returns how many. */
async function cutWaiting(db: ReturnType<typeof connect>["db"]): Promise<number> {
  const rows = await db.execute(sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and query ilike '%dispatches%'`);
  return rows.length;
}
