import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { skippedWithoutSshd } from "../ssh/testSshd.ts";
import type { Reach } from "./reach.ts";
import { startTestHost, type TestHost } from "./testHost.ts";
import { runOn, waysTo } from "./testRun.ts";

const start = "/usr/local/bin/start-batch";

/** A script that starts one more `batchd`; once broken, it fails a single time. */
const batch = `cp /bin/sleep /usr/local/bin/batchd
cat > ${start} <<'END_OF_START'
#!/bin/sh
if rm /run/broken 2> /dev/null; then exit 1; fi
setsid /usr/local/bin/batchd 600 < /dev/null > /dev/null 2>&1 &
END_OF_START
chmod 755 ${start}`;

describe.skipIf(skippedWithoutSshd)("a process restarted on a server", { timeout: 60_000 }, () => {
  let host: TestHost;
  let ways: Reach;
  beforeAll(async () => {
    host = await startTestHost();
    await host.onHost(batch);
    ways = waysTo(host);
  });
  afterAll(async () => {
    await ways?.close();
    await host?.stop();
  });
  beforeEach(() =>
    host.onHost(
      `pkill --exact batchd; while pgrep --exact batchd > /dev/null; do sleep 0.1; done; ${start}; until pgrep --exact batchd > /dev/null; do sleep 0.1; done`,
    ),
  );

  const restarted = (options: Parameters<typeof runOn>[3] = {}) =>
    runOn(ways, "restart-process", { process: "batchd", start }, options);
  const running = async () => (await host.onHost("pgrep --exact batchd || :")).trim().split("\n");

  it("[R5.6] runs once, as another process than before", async () => {
    const before = await running();
    expect((await restarted()).state).toBe("recovered");
    const after = await running();
    expect(after).toHaveLength(1);
    expect(after).not.toEqual(before);
  });

  it("[R5.6] runs once if the alert does not recover: what was started is not started again", async () => {
    const { state, undone } = await restarted({ recovers: false });
    expect([state, undone]).toMatchObject([
      "failed",
      [{ title: "プロセスが動いていなければ起動する", failed: null }],
    ]);
    expect(await running()).toHaveLength(1);
  });

  it.each(["プロセスを停止する", "プロセスを起動する"])(
    "[R5.6] runs once where it is aborted after 「%s」",
    async (abortAfter) => {
      expect((await restarted({ abortAfter })).state).toBe("aborted");
      await expect.poll(running).toEqual([expect.stringMatching(/^\d+$/)]);
    },
  );

  it("[R5.6] runs once if the program that starts it failed", async () => {
    const run = await restarted({ afterAct: () => host.onHost("touch /run/broken") });
    expect(run).toMatchObject({ state: "failed", at: { title: "プロセスを起動する" } });
    await expect.poll(running).toEqual([expect.stringMatching(/^\d+$/)]);
  });
});
