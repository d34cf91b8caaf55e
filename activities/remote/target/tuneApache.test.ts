import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findCounterpart } from "../../../dev/counterparts.ts";
import { freePorts } from "../../../dev/freePorts.ts";
import { skippedWithoutSshd } from "../ssh/testSshd.ts";
import type { Reach } from "./reach.ts";
import { startTestHost, type TestHost } from "./testHost.ts";
import { runOn, waysTo } from "./testRun.ts";

const skipped = skippedWithoutSshd || (findCounterpart("apache") === null && process.env.CI !== "true");

const confFiles = { debian: "/etc/apache2/conf-enabled", redHat: "/etc/httpd/conf.d" } as const;

/** A real Apache on the host: Debian's own files, or the same server in Red Hat's layout. */
const apache = (layout: keyof typeof confFiles, port: number): string => `set -e
mount -t tmpfs tmpfs /var/log/apache2 2> /dev/null || true
mkdir -p /run/apache2 /run/lock
echo "ServerName test" >> /etc/apache2/apache2.conf
echo "Listen 127.0.0.1:${port}" > /etc/apache2/ports.conf
rm -f /etc/apache2/sites-enabled/*
${layout === "debian" ? "" : asRedHat}
${layout === "debian" ? "apache2ctl" : "apachectl"} start
`;

const asRedHat = `
mkdir -p /etc/httpd/conf.d
ln -s /usr/lib/apache2/modules /etc/apache2/modules
sed 's,conf-enabled/\\*.conf,/etc/httpd/conf.d/*.conf,' /etc/apache2/apache2.conf > /etc/apache2/httpd.conf
rm -r /etc/apache2/conf-enabled
cat > /usr/local/bin/apachectl <<'END'
#!/bin/sh
. /etc/apache2/envvars
case "$1" in
  start | graceful) exec /usr/sbin/apache2 -f /etc/apache2/httpd.conf -k "$1" ;;
  configtest) exec /usr/sbin/apache2 -f /etc/apache2/httpd.conf -t ;;
  *) exec /usr/sbin/apache2 -f /etc/apache2/httpd.conf "$@" ;;
esac
END
chmod 755 /usr/local/bin/apachectl
`;

/** As the kernel would say it on a machine with so much left. */
const memory = (mebibytes: number): string =>
  `printf 'MemTotal: 2000000 kB\\nMemAvailable: ${mebibytes * 1024} kB\\n' > /run/meminfo; mountpoint -q /proc/meminfo || mount --bind /run/meminfo /proc/meminfo`;

describe.skipIf(skipped)("Apache tuned to its server's memory", { timeout: 60_000 }, () => {
  describe.each(["debian", "redHat"] as const)("laid out as %s", (layout) => {
    let host: TestHost;
    let ways: Reach;
    let port = 0;
    beforeAll(async () => {
      [port = 0] = await freePorts(1);
      host = await startTestHost();
      await host.onHost(apache(layout, port));
      ways = waysTo(host);
    });
    afterAll(async () => {
      await ways?.close();
      await host?.stop();
    });
    const folder = confFiles[layout];
    const ours = `${folder}/zzz-toban-tune.conf`;
    beforeEach(() => host.onHost(`rm -f ${ours}*; ${memory(60)}`));

    const answering = async () => (await fetch(`http://127.0.0.1:${port}/`)).status;
    const requestWorkers = async () =>
      Number(/^MaxRequestWorkers (\d+)$/m.exec(await host.onHost(`cat ${ours}`))?.[1]);

    it("[R5.7] has as many workers as fit, says what it had, and goes on answering", async () => {
      const { state, done } = await runOn(ways, "tune-apache", {});
      expect(state).toBe("recovered");
      const fitting = await requestWorkers();
      // Whole processes of 25 threads each; fewer than Debian's 150, because memory is short.
      expect([fitting % 25, fitting >= 25, fitting < 150]).toEqual([0, true, true]);
      expect(done[0]?.seen).toContain(`MaxRequestWorkers 150, fitting ${fitting}`);
      expect(await answering()).toBeLessThan(500);
    });

    it("[R5.7] never gets more than its ServerLimit, which only a full restart would change", async () => {
      await host.onHost(memory(60_000));
      expect((await runOn(ways, "tune-apache", {})).state).toBe("recovered");
      expect(await requestWorkers()).toBe(16 * 25);
    });

    it("[R5.7] is restored if the alert does not recover", async () => {
      await host.onHost(`printf 'MaxRequestWorkers 75\\n' > ${ours}`);
      // Set behind our back, so that the final check fails.
      const other = `${folder}/zzzz.conf`;
      const { state, undone } = await runOn(
        ways,
        "tune-apache",
        {},
        {
          afterAct: async (title) => {
            if (title.startsWith("MaxRequestWorkers"))
              await host.onHost(`echo MaxRequestWorkers 50 > ${other}`);
          },
        },
      );
      await host.onHost(`rm ${other}`);
      expect(state).toBe("failed");
      expect(undone.map(({ title, failed }) => [title, failed])).toEqual([
        ["設定ファイルを元に戻し、読み込み直す", null],
        ["控えを削除する", null],
      ]);
      expect(await requestWorkers()).toBe(75);
      expect((await host.onHost(`ls ${folder}`)).match(/toban\S*/g)).toEqual(["toban-tune.conf"]);
      expect(await answering()).toBeLessThan(500);
    });

    it("[R5.7] is not touched if its configuration is already broken", async () => {
      await host.onHost(`echo Nonsense on > ${folder}/broken.conf`);
      const run = await runOn(ways, "tune-apache", {});
      await host.onHost(`rm ${folder}/broken.conf`);
      expect(run).toMatchObject({ state: "failed", at: { path: "steps[0]" }, done: [] });
      expect(await answering()).toBeLessThan(500);
    });
  });
});
