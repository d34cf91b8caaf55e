import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findCounterpart } from "../../../dev/counterparts.ts";
import { skippedWithoutSshd } from "../ssh/testSshd.ts";
import { askProbe } from "./askProbe.ts";
import type { Reach } from "./reach.ts";
import { startTestHost, type TestHost } from "./testHost.ts";
import { runOn, waysTo } from "./testRun.ts";

const skipped = skippedWithoutSshd || (findCounterpart("nftables") === null && process.env.CI !== "true");

/** A firewall in a network of its own that contains only loopback. */
const ownNetwork = `
touch /run/network
unshare --net=/run/network sh -c 'ip link set lo up; for at in 192.0.2.7/32 198.51.100.9/32 203.0.113.1/32; do ip address add $at dev lo; done; ip address add 2001:db8::7/128 dev lo nodad; ip address add 2001:db8::8/128 dev lo nodad'
printf '#!/bin/sh\\nexec nsenter --net=/run/network /usr/sbin/nft "$@"\\n' > /usr/local/bin/nft
chmod 755 /usr/local/bin/nft
`;

/** Connects from the first address to the second, where something listens. */
const connecting = `
  const { createServer, connect } = require("node:net");
  const [from, to] = process.argv.slice(1);
  const say = (word) => process.stdout.write(word, () => process.exit());
  const server = createServer().listen(0, to, () =>
    connect({ host: to, port: server.address().port, localAddress: from }, () => say("yes")).on("error", () => say("no")));
  setTimeout(() => say("no"), 700);
`.replaceAll("\n", " ");

describe.skipIf(skipped)("addresses blocked on a server", { timeout: 60_000 }, () => {
  let host: TestHost;
  let ways: Reach;
  beforeAll(async () => {
    host = await startTestHost();
    await host.onHost(ownNetwork);
    ways = waysTo(host);
  });
  afterAll(async () => {
    await ways?.close();
    await host?.stop();
  });
  beforeEach(() => host.onHost("nft flush ruleset"));

  const rules = () => host.onHost("nft list ruleset");
  /** Whether a connection between the two addresses succeeds. */
  const arrives = async (from: string, to: string) => {
    const node = `nsenter --net=/run/network ${process.execPath} -e '${connecting}' ${from} ${to}`;
    return (await host.onHost(node)) === "yes";
  };

  it("[R5.7] are blocked, IPv4 and IPv6, until their time is over; nobody else is", async () => {
    const addresses = "192.0.2.0/24, 2001:db8::7";
    expect(await arrives("192.0.2.7", "203.0.113.1")).toBe(true);
    expect(await arrives("2001:db8::7", "2001:db8::8")).toBe(true);
    const { state, undone } = await runOn(ways, "block-addresses", { addresses, hours: 2 });
    expect([state, undone]).toEqual(["recovered", []]);
    expect(await arrives("192.0.2.7", "203.0.113.1")).toBe(false);
    expect(await arrives("2001:db8::7", "2001:db8::8")).toBe(false);
    expect(await arrives("198.51.100.9", "203.0.113.1")).toBe(true);
    expect(await rules()).toMatch(/192\.0\.2\.0\/24 timeout 2h expires 1h59m/);
  });

  it("[R5.7] are unblocked by the undo, and only these; the server's own rules stay", async () => {
    await host.onHost("nft add table inet filter; nft add chain inet filter own");
    const before = await rules();
    const other = await runOn(ways, "block-addresses", { addresses: "198.51.100.9", hours: 1 });
    expect(other.state).toBe("recovered");
    // Blocks first and fails afterwards, so what was seen at the end no longer holds.
    const { state, undone } = await runOn(
      ways,
      "block-addresses",
      { addresses: "192.0.2.7 2001:db8::/48", hours: 1 },
      { afterAct: () => host.onHost("nft delete element inet toban_block addresses4 '{ 192.0.2.7 }'") },
    );
    expect([state, undone]).toEqual([
      "failed",
      [{ path: "steps[3]", title: "このアドレスの遮断だけを解除する", failed: null }],
    ]);
    expect(await rules()).toContain("198.51.100.9");
    expect(await rules()).not.toContain("2001:db8");
    await host.onHost("nft delete element inet toban_block addresses4 '{ 198.51.100.9 }'");
    const last = await runOn(
      ways,
      "block-addresses",
      { addresses: "192.0.2.7", hours: 1 },
      { afterAct: () => host.onHost("nft flush set inet toban_block addresses4") },
    );
    expect(last.state).toBe("failed");
    expect(await rules()).toBe(before);
  });

  it.each([
    ["127.0.0.0/8", false],
    ["127.0.0.1", false],
    ["::ffff:127.0.0.1", false],
    ["128.0.0.0/8", true],
    ["2001:db8::/32", true],
  ])("[R5.7] %s: whether we would still be let in is known: %s", async (range, expected) => {
    const probe = { kind: "way-in" as const, outside: ["192.0.2.7", range] };
    const limits = { timeoutSeconds: 20, signal: AbortSignal.timeout(20_000) };
    expect((await askProbe(ways, probe, limits)).holds).toBe(expected);
  });

  it("[R5.7] are not blocked if one of them already is: its end would be unclear", async () => {
    const block = (addresses: string) => runOn(ways, "block-addresses", { addresses, hours: 1 });
    expect((await block("192.0.2.7")).state).toBe("recovered");
    expect(await block("198.51.100.9 192.0.2.7")).toMatchObject({
      state: "failed",
      at: { path: "steps[2]" },
    });
    expect(await block("198.51.100.9 192.0.2.0/28")).toMatchObject({
      state: "failed",
      at: { path: "steps[3]" },
    });
    expect(await rules()).toContain("192.0.2.7");
    expect(await rules()).not.toMatch(/192\.0\.2\.0\/28|198\.51\.100\.9/);
  });
});
