import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { skippedWithoutSshd } from "../ssh/testSshd.ts";
import type { Reach } from "./reach.ts";
import { startTestHost, type TestHost } from "./testHost.ts";
import { runOn, waysTo } from "./testRun.ts";

/** An 8 MB disk filled by old files; its folder also contains another filesystem and links that lead out. */
const fullDisk = `
umount /srv/app/tmp/mounted 2> /dev/null || :
umount /srv 2> /dev/null || :
mount -t tmpfs -o size=8m tmpfs /srv
mkdir -p /srv/app/tmp/deep /srv/app/tmp/mounted /srv/app/data
mount -t tmpfs -o size=1m tmpfs /srv/app/tmp/mounted
head -c 7600000 /dev/zero > /srv/app/tmp/big.log
for file in tmp/deep/small.log tmp/young.log tmp/mounted/other.log data/orders; do echo x > "/srv/app/$file"; done
ln -s /srv/app/data /srv/app/tmp/folder
ln -s /srv/app/data/orders /srv/app/tmp/file
ln -s /srv/app/data /srv/app/alias
ln -s /srv/app /srv/other
find /srv -type f ! -name young.log -exec touch -d '30 days ago' {} +
touch -h -d '30 days ago' /srv/app/tmp/file /srv/app/tmp/folder
`;

describe.skipIf(skippedWithoutSshd)("a disk's space freed on a server", { timeout: 60_000 }, () => {
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
  beforeEach(() => host.onHost(fullDisk));

  const freed = (path: string, olderThanDays = 14) => runOn(ways, "free-disk-space", { path, olderThanDays });
  const files = async () => (await host.onHost("find /srv -type f -o -type l | sort")).trim().split("\n");

  it("[R5.6] loses its old files; young ones stay, and so do those outside, linked or mounted", async () => {
    const before = await files();
    expect((await freed("/srv/app/tmp")).state).toBe("recovered");
    const gone = ["/srv/app/tmp/big.log", "/srv/app/tmp/deep/small.log"];
    expect(await files()).toEqual(before.filter((file) => !gone.includes(file)));
  });

  it.each([
    ["a link to a folder", "/srv/app/alias"],
    ["a folder behind a link", "/srv/other/tmp"],
    ["a file", "/srv/app/data/orders"],
    ["nothing", "/srv/app/nowhere"],
  ])("[R5.6] loses nothing where the path is %s", async (_what, path) => {
    const before = await files();
    expect(await freed(path)).toMatchObject({ state: "failed", at: { path: "steps[0]" } });
    expect(await files()).toEqual(before);
  });

  it("[R5.6] ends the run early if no file is old enough", async () => {
    expect(await freed("/srv/app/tmp", 60)).toMatchObject({ state: "failed", at: { path: "steps[1]" } });
  });
});
