import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { historiesFolder, replay, type SavedHistory } from "./harness/histories.ts";
import { keepQuiet } from "./harness/quiet.ts";

keepQuiet();

const saved = readdirSync(historiesFolder).filter((name) => name.endsWith(".json"));

const textOf = (name: string): string => readFileSync(path.join(historiesFolder, name), "utf8");

describe("incidents and operation tests that began under an earlier version", () => {
  it("[RA2] are kept as histories of at least six stories", () => {
    expect(saved.length).toBeGreaterThanOrEqual(6);
  });

  it.each(saved)("[RA2] %s goes on under today's workflows", async (name) => {
    await replay(JSON.parse(textOf(name)) as SavedHistory, `incident/${path.basename(name, ".json")}`);
  });

  it("[RA2] would fail for a workflow that now does something else", async () => {
    const other = textOf("repaired-by-runbook.json").replaceAll('"prepareRun"', '"prepareAnother"');
    await expect(replay(JSON.parse(other) as SavedHistory, "incident/other")).rejects.toThrow(
      /prepareAnother/,
    );
  });

  it("[RA2] would fail for a workflow that now orders something else", async () => {
    const other = textOf("common-incident.json").replaceAll(/"data": "([\w+/=]+)"/g, (_, data: string) => {
      const said = Buffer.from(data, "base64").toString().replaceAll("sendAlertMail", "sendAnotherMail");
      return `"data": "${Buffer.from(said).toString("base64")}"`;
    });
    await expect(replay(JSON.parse(other) as SavedHistory, "incident/other")).rejects.toThrow(
      /history answers .*sendAnotherMail/,
    );
  });
});
