import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { say } from "../../../domain/say.ts";
import { skippedWithoutSshd } from "../ssh/testSshd.ts";
import { collectBundle } from "./collectBundle.ts";
import type { Reach } from "./reach.ts";
import { startTestHost, type TestHost } from "./testHost.ts";
import { runOn, waysTo } from "./testRun.ts";

const logs = `
mkdir -p /run/logs/app /run/logs/old
printf 'first line\\nlast line\\n' > /run/logs/app/shop.log
printf 'with spaces\\n' > '/run/logs/app/a log; of $(things).log'
: > /run/logs/app/empty.log
printf 'long ago\\n' > /run/logs/old/shop.log; touch -d '3 days ago' /run/logs/old/shop.log
chmod 600 /run/logs/app/*
`;

describe.skipIf(skippedWithoutSshd)("logs collected from a server", { timeout: 60_000 }, () => {
  let host: TestHost;
  let ways: Reach;
  beforeAll(async () => {
    host = await startTestHost();
    await host.onHost(logs);
    // Temporary files of the machine around it are not this host's.
    await host.onHost("mount -t tmpfs tmpfs /var/tmp");
    ways = waysTo(host);
  });
  afterAll(async () => {
    await ways?.close();
    await host?.stop();
  });

  const collect = (paths: string[], longestBytes?: number) =>
    collectBundle(
      ways,
      { kind: "bundle", paths, since: "1 day ago" },
      {
        timeoutSeconds: 60,
        signal: AbortSignal.timeout(60_000),
        ...(longestBytes !== undefined && { longestBytes }),
      },
    );

  it("[R5.7] come unchanged as one bundle, from the time asked for, and nothing stays on the server", async () => {
    const run = await runOn(ways, "collect-logs", { paths: "/run/logs, /run/none", since: "6 hours ago" });
    expect(run).toMatchObject({ state: "recovered", stays: [] });
    expect(run.done.map(({ seen }) => seen)).toEqual(["ログを2件取得しました（圧縮後 1 KiB）"]);
    expect(unpacked(run.bundles[0]!)).toEqual({
      "run/logs/app/a log; of $(things).log": "with spaces\n",
      "run/logs/app/shop.log": "first line\nlast line\n",
    });
    expect(await host.onHost("ls -A /var/tmp")).toBe("");
  });

  it("[R5.7] follow no symbolic link, neither an old one nor one created during the collection", async () => {
    await host.onHost(`
      mkdir -p /run/linked/real /run/secret; echo secret > /run/secret/key; echo mine > /run/linked/real/own.log
      ln -s /run/secret/key /run/linked/key.log; ln -s /run/secret /run/linked/folder; ln -s /run/linked/real /run/way`);
    const { bundle } = await collect(["/run/linked", "/run/linked/folder", "/run/linked/key.log"]);
    expect(unpacked(bundle!)).toEqual({ "run/linked/real/own.log": "mine\n" });
    await expect(collect(["/run/linked/folder/key"])).rejects.toMatchObject({ code: "bundle_empty" });
    await expect(collect(["/run/way"])).rejects.toMatchObject({ code: "bundle_empty" });
    // As somebody does who may write there, at the very moment between the search and the reading.
    await host.onHost(`
      printf '#!/bin/sh\n/usr/bin/sort "$@"; status=$?; ln -sf /run/secret/key /run/race/one.log; mv /run/race/two /run/race/gone; ln -s /run/secret /run/race/two; exit $status\n' > /usr/local/bin/sort
      chmod 755 /usr/local/bin/sort
      mkdir -p /run/race/two; echo one > /run/race/one.log; echo two > /run/race/two/key; echo stays > /run/race/three.log`);
    const raced = await collect(["/run/race"]);
    await host.onHost("rm /usr/local/bin/sort");
    expect(unpacked(raced.bundle!)).toEqual({ "run/race/three.log": "stays\n" });
    expect(say(raced.seen)).toContain("2件は含まれません");
  });

  it("[R5.7] end the run before anything is done if they do not exist", async () => {
    const run = await runOn(ways, "collect-logs", { paths: "/run/none", since: "2026-01-01" });
    expect(run).toMatchObject({ state: "failed", at: { path: "steps[0]" }, done: [] });
    await expect(collect(["/run/none"])).rejects.toMatchObject({ code: "bundle_empty" });
  });

  it("[R5.7] beyond the limit: the latest, the end of the last one, and a note of what is missing", async () => {
    await host.onHost(
      `mkdir -p /run/big; cd /run/big; for n in 1 2 3; do head -c 70000 /dev/urandom > $n; touch -d "-$n hours" $n; done; echo end >> 2; touch -d '-2 hours' 2`,
    );
    const { seen, bundle } = await collect(["/run/big"], 100_000);
    expect(say(seen)).toMatch(/2件取得しました.*上限 1 MiB のため、1件は末尾のみ、1件は含まれません/);
    const files = unpacked(bundle!);
    expect(Object.keys(files)).toEqual(["run/big/1", "run/big/2"]);
    expect(files["run/big/2"]).toMatch(/end\n$/);
  });

  it("[R5.7] the largest arrive undamaged, although secrets are masked in what a command says", async () => {
    await host.onHost("head -c 15000000 /dev/urandom | base64 > /run/logs/large.log");
    const { bundle } = await collect(["/run/logs/large.log"]);
    const digest = createHash("sha256")
      .update(unpacked(bundle!)["run/logs/large.log"] ?? "")
      .digest("hex");
    expect(await host.onHost("sha256sum /run/logs/large.log")).toContain(digest);
  });

  it("[R5.7] a collection that takes too long is ended, and leaves nothing behind", async () => {
    await host.onHost("head -c 200000000 /dev/urandom > /run/logs/endless.log");
    const action = { kind: "bundle" as const, paths: ["/run/logs/endless.log"], since: "1 day ago" };
    const limits = { timeoutSeconds: 1, signal: AbortSignal.timeout(60_000), longestBytes: 150_000_000 };
    await expect(collectBundle(ways, action, limits)).rejects.toMatchObject({ code: "bundle_too_slow" });
    expect(await host.onHost("ls -A /var/tmp")).toBe("");
  });
});

/** What is in a bundle, by its path. */
function unpacked(bundle: Buffer): Record<string, string> {
  const folder = mkdtempSync(path.join(tmpdir(), "toban-test-bundle-"));
  try {
    writeFileSync(path.join(folder, "bundle.tar.gz"), bundle);
    const tar = (...args: string[]) => execFileSync("tar", ["-C", folder, ...args], { encoding: "utf8" });
    tar("-xzf", path.join(folder, "bundle.tar.gz"));
    const names = execFileSync("find", [".", "-type", "f", "!", "-name", "bundle.tar.gz"], {
      cwd: folder,
      encoding: "utf8",
    });
    const sorted = names.trim().split("\n").sort();
    return Object.fromEntries(
      sorted.map((name) => [name.slice(2), readFileSync(path.join(folder, name), "utf8")]),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
