import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import type { DomainError } from "../domain/errors.ts";
import { fillRunbook, placesOf } from "../domain/runbook/fill.ts";
import { longestSeconds, worstCaseSeconds } from "../domain/runbook/worstCase.ts";
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
    ["restart-service", { service: "nginx", force: true }, "force"],
    ["free-disk-space", { path: "/var/log/../../etc", olderThanDays: 3 }, "path"],
    ["free-disk-space", { path: "/var/log", olderThanDays: 0 }, "olderThanDays"],
    ["free-disk-space", { path: "/var/log", olderThanDays: "3" }, "olderThanDays"],
    ["reboot-server", { now: "yes" }, "now"],
  ])("%s refuses %o, naming %s", (id, given, field) => {
    expect(
      offered(catalogue)
        .get(id)
        ?.mistakesIn(given)
        .map((one) => one.path),
    ).toEqual([field]);
  });
});

describe("a folder of runbooks", () => {
  const root = mkdtempSync(path.join(tmpdir(), "toban-runbooks-"));
  mkdirSync(path.join(root, "primary"));
  afterAll(() => rmSync(root, { recursive: true }));
  const write = (name: string, text: string) => writeFileSync(path.join(root, "primary", name), text);

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
    const refusal = (await loadCatalogue(root).catch((error: unknown) => error)) as DomainError;
    expect(refusal.publicMessage.split("\n")).toEqual([
      "runbooks/primary/broken.ts: cannot be read: no",
      "runbooks/primary/nothing.ts: exports no runbook as its default",
      expect.stringMatching(/^runbooks\/primary\/too-long\.ts: steps\[1\]\.criterion 「基準なし」: /),
    ]);
  });
});
