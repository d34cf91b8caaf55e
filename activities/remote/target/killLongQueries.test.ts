import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findCounterpart } from "../../../dev/counterparts.ts";
import { skippedWithoutSshd } from "../ssh/testSshd.ts";
import type { Reach } from "./reach.ts";
import { mariadbOn, postgresqlOn, type TestDatabase } from "./testDatabases.ts";
import { startTestHost, type TestHost } from "./testHost.ts";
import { runOn, waysTo } from "./testRun.ts";

const inCi = process.env.CI === "true";
const lacks = (...names: ("mariadb" | "mariadbClient" | "psql")[]) =>
  skippedWithoutSshd || (!inCi && names.some((name) => findCounterpart(name) === null));

const databases = [
  { server: "PostgreSQL", start: postgresqlOn, skipped: lacks("psql") },
  { server: "MySQL", start: mariadbOn, skipped: lacks("mariadb", "mariadbClient") },
];

for (const { server, start, skipped } of databases)
  describe.skipIf(skipped)(`long queries on ${server}`, { timeout: 120_000 }, () => {
    let host: TestHost;
    let ways: Reach;
    let database: TestDatabase;
    beforeAll(async () => {
      host = await startTestHost();
      database = await start(host);
      ways = waysTo(host);
    }, 120_000);
    afterAll(async () => {
      await ways?.close();
      await host?.stop();
    });

    it("[R5.7] are ended, but no young queries, no other database's, and no connections", async () => {
      const long = await database.query("shop", 300, "a customer's 'name'");
      const elsewhere = await database.query("other", 300, "x");
      await expect.poll(() => database.running(), { timeout: 15_000 }).toBe(2);
      await new Promise((resolve) => setTimeout(resolve, 5_500));
      const young = await database.query("shop", 300, "x");
      await expect.poll(() => database.running()).toBe(3);

      const run = await runOn(ways, "kill-long-queries", { database: "shop", olderThanSeconds: 5 });
      expect(run.state).toBe("recovered");
      expect(run.done[0]?.seen.trim().split("\n")).toEqual([expect.stringMatching(/^\d+\s.*'\?'/)]);
      expect(run.done[0]?.seen).not.toContain("name");
      expect(await long.outcome()).toBe("query ended, connection kept");
      expect(await database.running()).toBe(2);
      for (const other of [elsewhere, young]) expect(other.isOver()).toBe(false);
    });

    it("[R5.7] end the run early if the database does not exist or has none", async () => {
      const nothing = await runOn(ways, "kill-long-queries", { database: "shop", olderThanSeconds: 3_000 });
      expect(nothing).toMatchObject({ state: "failed", at: { path: "steps[1]" }, done: [] });
      const unknown = await runOn(ways, "kill-long-queries", { database: "shop2", olderThanSeconds: 5 });
      expect(unknown).toMatchObject({ state: "failed", at: { path: "steps[0]" }, done: [] });
    });
  });
