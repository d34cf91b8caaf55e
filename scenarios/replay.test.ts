import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { historiesFolder, replay, type SavedHistory } from "./harness/histories.ts";

const saved = readdirSync(historiesFolder).filter((name) => name.endsWith(".json"));

describe("incidents that began under an earlier version", () => {
  it("[RA2] are kept as histories of at least six stories", () => {
    expect(saved.length).toBeGreaterThanOrEqual(6);
  });

  it.each(saved)("[RA2] %s goes on under today's workflows", async (name) => {
    const history = JSON.parse(readFileSync(path.join(historiesFolder, name), "utf8")) as SavedHistory;
    await replay(history, `incident/${path.basename(name, ".json")}`);
  });
});
