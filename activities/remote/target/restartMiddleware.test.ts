import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findCounterpart } from "../../../dev/counterparts.ts";
import { freePorts } from "../../../dev/freePorts.ts";
import { skippedWithoutSshd } from "../ssh/testSshd.ts";
import type { Reach } from "./reach.ts";
import { startTestHost, type TestHost } from "./testHost.ts";
import { runOn, waysTo } from "./testRun.ts";

const skipped = skippedWithoutSshd || (findCounterpart("apache") === null && process.env.CI !== "true");

const restart = `apache2ctl stop 2> /dev/null
for _ in $(seq 50); do test -e /run/apache2/apache2.pid || break; sleep 0.1; done
apache2ctl start && for _ in $(seq 50); do test -e /run/apache2/apache2.pid && break; sleep 0.1; done
cp /run/apache2/apache2.pid /run/services/apache2.pid`;

describe.skipIf(skipped)("middleware restarted on a server", { timeout: 60_000 }, () => {
  let host: TestHost;
  let ways: Reach;
  let port = 0;
  beforeAll(async () => {
    [port = 0] = await freePorts(1);
    host = await startTestHost();
    await host.onHost(`mount -t tmpfs tmpfs /var/log/apache2; mkdir -p /run/apache2 /run/lock
rm -f /etc/apache2/sites-enabled/*; echo "ServerName test" >> /etc/apache2/apache2.conf
echo "Listen 127.0.0.1:${port}" > /etc/apache2/ports.conf`);
    ways = waysTo(host);
  });
  afterAll(async () => {
    await ways?.close();
    await host?.stop();
  });
  beforeEach(async () => {
    await host.onHost(": > /run/ledger");
    await host.service("apache2", "active");
    await host.service("batchd", "active");
    await host.really("apache2", "restart", restart);
  });

  const restarted = (service: string) => runOn(ways, "restart-middleware", { service });

  it("[R5.7] takes connections again before it counts as restarted", async () => {
    const { state, stays } = await restarted("apache2");
    expect([state, stays.map(({ title }) => title)]).toEqual(["recovered", ["ミドルウェアを再起動する"]]);
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBeLessThan(500);
    expect(await host.ledger()).toEqual(["restart apache2"]);
  });

  it("[R5.7] is not even stopped if its configuration would keep it from starting", async () => {
    await host.onHost("echo Nonsense on > /etc/apache2/conf-enabled/broken.conf");
    const run = await restarted("apache2");
    await host.onHost("rm /etc/apache2/conf-enabled/broken.conf");
    expect(run).toMatchObject({ state: "failed", at: { path: "steps[1]", title: "設定に誤りがない" } });
    expect(await host.ledger()).toEqual([]);
  });

  it("[R5.7] has not come back if it runs but listens nowhere", async () => {
    await host.really(
      "apache2",
      "restart",
      "apache2ctl stop; sleep 300 < /dev/null > /dev/null 2>&1 & echo $! > /run/services/apache2.pid",
    );
    const run = await restarted("apache2");
    expect(run).toMatchObject({ state: "failed", at: { path: "steps[4]", title: "接続を受け付ける" } });
  });

  it("[R5.7] is restarted even without a known check, but not if it does not exist", async () => {
    expect((await restarted("batchd")).state).toBe("recovered");
    expect(await restarted("nowhere")).toMatchObject({ state: "failed", at: { path: "steps[0]" } });
    expect(await host.ledger()).toEqual(["restart batchd"]);
  });
});
