import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { skippedWithoutSshd } from "../ssh/testSshd.ts";
import type { Reach } from "./reach.ts";
import { startTestHost, type TestHost } from "./testHost.ts";
import { runOn, waysTo } from "./testRun.ts";

const job = "nightly-batch.service";

describe.skipIf(skippedWithoutSshd)("a job run again on a server", { timeout: 60_000 }, () => {
  let host: TestHost;
  let ways: Reach;
  beforeAll(async () => {
    host = await startTestHost();
    ways = waysTo(host);
  });
  afterAll(async () => {
    await ways?.close();
    await host?.stop();
  });
  beforeEach(() => host.isCleaned());

  const rerun = (options: Parameters<typeof runOn>[3] = {}) => runOn(ways, "rerun-job", { job }, options);

  it("[R5.6] counts as done only once it has ended well", async () => {
    await host.job(job, "sleep 1; echo worked >> /run/ledger");
    expect((await rerun()).state).toBe("recovered");
    expect(await host.ledger()).toEqual([`start ${job}`, "worked"]);
  });

  it("[R5.6] does not count as recovered if it fails again", async () => {
    await host.job(job, "sleep 1; exit 3");
    expect(await rerun()).toMatchObject({ state: "failed", at: { path: "verify" } });
  });

  it("[R5.6] is stopped if the run is aborted while it still works", async () => {
    await host.job(job, "sleep 300; echo worked >> /run/ledger");
    const { state, undone } = await rerun({ abortAfter: "ジョブを再実行する" });
    expect([state, undone]).toMatchObject([
      "aborted",
      [{ title: "実行中ならジョブを停止する", failed: null }],
    ]);
    expect(host.processes(`${job}.job`)).toEqual([]);
    expect(await host.ledger()).toEqual([`start ${job}`, `stop ${job}`]);
  });

  it("[R5.6] is stopped if it does not end in time", async () => {
    await host.job(job, "sleep 300");
    expect(await rerun()).toMatchObject({ state: "failed", at: { title: "ジョブが終わる" } });
    expect(host.processes(`${job}.job`)).toEqual([]);
  });

  it("[R5.6] is not started a second time while it works", async () => {
    await host.job(job, "sleep 300");
    await host.onHost(`systemctl start ${job}`);
    expect(await rerun()).toMatchObject({ state: "failed", at: { path: "steps[1]" } });
    expect(await host.ledger()).toEqual([`start ${job}`]);
    await host.onHost(`systemctl stop ${job}`);
  });
});
