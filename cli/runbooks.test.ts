import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { checkRunbook } from "../domain/runbooks/faults.ts";
import { writeNewRunbook } from "./acts/newRunbook.ts";
import { commandWith } from "./testCommand.ts";

const toban = commandWith({});

describe("toban runbooks", () => {
  it("lists each with its worst case, a line each", async () => {
    const { code, stdout } = await toban(["runbooks"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^restart-service +worst case +\d+ min {2}サービスの再起動$/m);
  });

  it("ends quietly where its reader has seen enough", async () => {
    const line = "set -o pipefail; node_modules/.bin/node cli/toban.ts runbooks | true";
    const { stderr } = await promisify(execFile)("bash", ["-c", line], { cwd: path.resolve(".") });
    expect(stderr).toBe("");
  });

  it("is the same as JSON, for programs", async () => {
    const { stdout } = await toban(["runbooks", "--json"]);
    expect(JSON.parse(stdout)).toContainEqual({
      id: "restart-service",
      title: "サービスの再起動",
      kind: "primary",
      worstCaseSeconds: expect.any(Number),
      params: [{ name: "service", what: expect.any(String), example: "nginx", reaches: "service" }],
    });
  });

  it("[R2.6] shows one's procedure, as Markdown in Japanese", async () => {
    const { code, stdout } = await toban(["runbooks", "show", "restart-service"]);
    expect([code, stdout.split("\n")[0]]).toEqual([0, "# 手順書: サービスの再起動"]);
  });

  it("names the known runbooks if one is unknown", async () => {
    const { code, stdout, stderr } = await toban(["runbooks", "show", "restart-everything"]);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/No runbook is named restart-everything\. Known: .*restart-service/);
  });

  it("[R2.6] checks them all", async () => {
    expect(await toban(["runbooks", "check"])).toMatchObject({
      code: 0,
      stdout: "",
      stderr: /runbooks are sound/,
    });
  });
});

describe("toban runbooks new", () => {
  const root = mkdtempSync(path.join(tmpdir(), "toban-new-runbook-"));
  afterAll(() => rmSync(root, { recursive: true }));

  it("refuses a malformed name, and one that is taken", async () => {
    expect((await toban(["runbooks", "new", "Restart Queue"])).stderr).toContain("is no runbook's id");
    expect((await toban(["runbooks", "new", "restart-service"])).stderr).toContain("exists already");
  });

  it("[R2.6] writes a runbook that is sound as it stands, with its test", async () => {
    mkdirSync(path.join(root, "primary"));
    symlinkSync(path.resolve("runbooks/sdk"), path.join(root, "sdk"));
    const [file, test] = writeNewRunbook("tend-queue", "primary", root);
    const { default: definition } = await import(file!);
    expect(checkRunbook(definition.tree).faults).toBeNull();
    expect(readFileSync(test!, "utf8")).toContain('from "./tend-queue.ts"');
  });
});
