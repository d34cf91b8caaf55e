import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import type { DomainError } from "../domain/errors.ts";
import { fillRunbook, placesOf } from "../domain/runbooks/fill.ts";
import { longestSeconds, worstCaseSeconds } from "../domain/runbooks/worstCase.ts";
import { say } from "../domain/say.ts";
import { loadCatalogue, offered } from "./catalogue.ts";

const catalogue = await loadCatalogue();
const sdk = fileURLToPath(new URL("./sdk/index.ts", import.meta.url));

describe("the catalogue", () => {
  it("[R5.6] holds the primary responses that must exist", () => {
    expect([...catalogue.keys()]).toEqual(
      expect.arrayContaining([
        ...["restart-service", "restart-process", "reboot-server", "reboot-instance", "rerun-job"],
        ...["cycle-behind-load-balancer", "free-disk-space"],
      ]),
    );
  });

  it("[R5.7] holds the secondary responses that must exist, each with the parameters that it is named with", () => {
    const secondary = [...catalogue.values()].filter(({ tree }) => tree.kind === "secondary");
    expect(secondary.map(({ tree }) => [tree.id, ...tree.params.map(({ name }) => name)])).toEqual([
      ["block-addresses", "addresses", "hours"],
      ["collect-logs", "paths", "since"],
      ["kill-long-queries", "database", "olderThanSeconds"],
      ["restart-middleware", "service"],
      ["restore-from-image"],
      ["tune-apache"],
    ]);
  });

  it.each([...catalogue])("[R2.6] %s ends in time, its undos included", (_id, { tree }) => {
    expect(worstCaseSeconds(tree)).toBeLessThanOrEqual(longestSeconds[tree.kind]);
  });

  it.each([...catalogue])("%s takes its own examples, is filled by them, and is data alone", (_id, known) => {
    const { tree, params } = known;
    const examples = tree.params.map(({ name, example }) => [
      name,
      /^\d+$/.test(example) ? Number(example) : example,
    ]);
    const read = params.parse(Object.fromEntries(examples));
    const values = Object.fromEntries(Object.entries(read).map(([name, value]) => [name, String(value)]));
    const target = { name: "web01", host: "10.0.1.11", instance: "i-0abc123" };
    const filled = fillRunbook(tree, { params: values, target });
    expect(placesOf(filled)).toEqual([]);
    expect(JSON.parse(JSON.stringify(filled))).toEqual(filled);
  });

  it.each([
    ["restart-service", { service: "-H evil nginx" }, "service"],
    ["restart-service", { service: "nginx; rm -rf /" }, "service"],
    ["restart-service", {}, "service"],
    ["restart-service", { service: "reboot.target" }, "service"],
    ["restart-service", { service: "systemd-poweroff" }, "service"],
    ["restart-service", { service: "systemd-halt.service" }, "service"],
    ["restart-middleware", { service: "ctrl-alt-del.target" }, "service"],
    ["rerun-job", { job: "backup.timer" }, "job"],
    ["restart-service", { service: "nginx", force: true }, "force"],
    ["free-disk-space", { path: "/var/log/../../etc", olderThanDays: 3 }, "path"],
    ["free-disk-space", { path: "/var/log", olderThanDays: 0 }, "olderThanDays"],
    ["free-disk-space", { path: "/var/log", olderThanDays: "3" }, "olderThanDays"],
    ["reboot-server", { now: "yes" }, "now"],
    ["block-addresses", { addresses: "0.0.0.0/0", hours: 1 }, "addresses"],
    ["block-addresses", { addresses: "::/0", hours: 1 }, "addresses"],
    ["block-addresses", { addresses: "10.0.0.0/7", hours: 1 }, "addresses"],
    ["block-addresses", { addresses: "127.0.0.1", hours: 1 }, "addresses"],
    ["block-addresses", { addresses: "::1", hours: 1 }, "addresses"],
    ["block-addresses", { addresses: "::ffff:192.0.2.7", hours: 1 }, "addresses"],
    ["block-addresses", { addresses: "192.0.2.7, 192.0.2.0/24", hours: 1 }, "addresses"],
    ["block-addresses", { addresses: "192.0.2.7;drop", hours: 1 }, "addresses"],
    ["block-addresses", { addresses: "web01", hours: 1 }, "addresses"],
    ["block-addresses", { addresses: " , ", hours: 1 }, "addresses"],
    ["block-addresses", { addresses: "192.0.2.7", hours: 0 }, "hours"],
    ["collect-logs", { paths: "/var/log, ../etc", since: "1 day ago" }, "paths"],
    ["collect-logs", { paths: "/", since: "1 day ago" }, "paths"],
    ["collect-logs", { paths: "/var/log -delete", since: "1 day ago" }, "paths"],
    ["collect-logs", { paths: "/var/log", since: "now -delete" }, "since"],
    ["kill-long-queries", { database: "shop'; DROP TABLE x", olderThanSeconds: 60 }, "database"],
    ["kill-long-queries", { database: "shop", olderThanSeconds: 1 }, "olderThanSeconds"],
  ])("%s refuses %o, naming %s", (id, given, field) => {
    expect(
      offered(catalogue)
        .get(id)
        ?.mistakesIn(given)
        .map((one) => one.path),
    ).toEqual([field]);
  });
});

it.each([
  ...[
    "/",
    "//",
    "/.",
    "/var",
    "/home/",
    "/srv/.",
    "/etc/nginx",
    "/usr/share/x",
    "/bin/x",
    "/sbin/x",
    "/lib64/x",
  ],
  ...["/boot/x", "/root/x", "/dev/shm", "/proc/1", "/sys/x", "/run/x", "//etc/x", "/./etc/x", "var/log"],
])("[R2.6] free-disk-space refuses the path %s", (path) => {
  const mistakes = offered(catalogue).get("free-disk-space")?.mistakesIn({ path, olderThanDays: 3 });
  expect(mistakes?.map((one) => one.path)).toEqual(["path"]);
});

it.each([
  ["/var/log/app", "/var/log/app"],
  ["/var/tmp/x/", "/var/tmp/x"],
  ["/srv//app/./tmp", "/srv/app/tmp"],
  ["/home/library/old", "/home/library/old"],
])("[R2.6] free-disk-space takes %s, as %s", (path, read) => {
  const { params } = catalogue.get("free-disk-space")!;
  expect(params.parse({ path, olderThanDays: 3 })).toEqual({ path: read, olderThanDays: 3 });
});

describe("a folder of runbooks", () => {
  const root = mkdtempSync(path.join(tmpdir(), "toban-runbooks-"));
  mkdirSync(path.join(root, "primary"));
  afterAll(() => rmSync(root, { recursive: true }));
  const write = (name: string, text: string) => writeFileSync(path.join(root, "primary", name), text);

  it("[R5.7] holds in each folder its own kind alone", async () => {
    const other = mkdtempSync(path.join(tmpdir(), "toban-runbooks-"));
    const text = (id: string, kind: string) =>
      `import { answers, check, command, runbook } from ${JSON.stringify(sdk)};
       const one = { title: "x", criterion: "x", probe: answers(command(["true"])), withinSeconds: 9 };
       export default runbook({ id: "${id}", title: "x", kind: "${kind}", purpose: "x", params: {},
         steps: () => [check(one)], verify: () => one, recoveryWaitSeconds: 200 });`;
    for (const folder of ["primary", "secondary"]) mkdirSync(path.join(other, folder));
    writeFileSync(path.join(other, "primary", "mend-it.ts"), text("mend-it", "secondary"));
    writeFileSync(path.join(other, "secondary", "mend-that.ts"), text("mend-that", "primary"));
    writeFileSync(path.join(other, "secondary", "tend-it.ts"), text("tend-it", "periodic"));
    const refusal = (await loadCatalogue({ root: other }).catch((error: unknown) => error)) as DomainError;
    rmSync(other, { recursive: true });
    expect(say(refusal.publicMessage).split("\n")).toEqual([
      "runbooks/primary/mend-it.ts: is secondary, but stands with the primary ones",
      "runbooks/secondary/mend-that.ts: is primary, but stands with the secondary ones",
    ]);
  });

  it("[R2.6] is refused with file, step and reason, for all of its files at once", async () => {
    write("nothing.ts", "export const x = 1;\n");
    write("broken.ts", 'throw new Error("no");\n');
    write(
      "too-long.ts",
      `import { check, answers, command, runbook } from ${JSON.stringify(sdk)};
       const one = { title: "長い", criterion: "続けます。", probe: answers(command(["true"])), withinSeconds: 900 };
       export default runbook({ id: "named-otherwise", title: "x", kind: "primary", purpose: "x", params: {},
         steps: () => [check(one), check({ ...one, title: "基準なし", criterion: "" })], verify: () => one, recoveryWaitSeconds: 0 });`,
    );
    const refusal = (await loadCatalogue({ root }).catch((error: unknown) => error)) as DomainError;
    expect(say(refusal.publicMessage).split("\n")).toEqual([
      "runbooks/primary/broken.ts: cannot be read: no",
      "runbooks/primary/nothing.ts: exports no runbook as its default",
      expect.stringMatching(/^runbooks\/primary\/too-long\.ts: steps\[1\]\.criterion 「基準なし」: /),
    ]);
  });

  it("[R2.6] of one's own stands beside ours, checked alike; a name that we have is refused with both files", async () => {
    const own = mkdtempSync(path.join(tmpdir(), "toban-runbooks-"));
    mkdirSync(path.join(own, "primary"));
    const written = (id: string, criterion = "直れば続けます。") =>
      writeFileSync(
        path.join(own, "primary", `${id}.ts`),
        `import { answers, check, command, runbook } from ${JSON.stringify(sdk)};
         const one = { title: "x", criterion: "${criterion}", probe: answers(command(["true"])), withinSeconds: 9 };
         export default runbook({ id: "${id}", title: "x", kind: "primary", purpose: "x", params: {},
           steps: () => [check(one)], verify: () => one, recoveryWaitSeconds: 200 });`,
      );
    const refused = async () =>
      ((await loadCatalogue({ own }).catch((error: unknown) => error)) as DomainError).publicMessage;
    written("mend-the-queue");
    expect([...(await loadCatalogue({ own })).keys()]).toEqual([...catalogue.keys(), "mend-the-queue"]);
    written("restart-service");
    expect(await refused()).toBe(
      `runbooks/primary/restart-service.ts and ${own}/primary/restart-service.ts: both are named restart-service`,
    );
    rmSync(path.join(own, "primary", "restart-service.ts"));
    written("mend-the-store", "");
    expect(await refused()).toContain(`${own}/primary/mend-the-store.ts: steps[0].criterion`);
    rmSync(own, { recursive: true });
    expect(await refused()).toBe(`RUNBOOKS_DIR: ${own} is no folder`);
  });
});
