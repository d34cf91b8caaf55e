import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, inject, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const textOf = (file: string): string => readFileSync(`${root}/${file}`, "utf8");

it("[RA2] evaluates rules once for all workflows, so they hold no state that one could leave to another", () => {
  const rules = globSync("domain/**/*.ts", { cwd: root }).filter(
    (file) => !/(^|\/)test|\.test\.ts$/.test(file),
  );
  expect(rules.length).toBeGreaterThan(100);
  expect(rules.filter((file) => /^(export )?(let|var) /m.test(textOf(file)))).toEqual([]);
});

it("evaluates the rules that workflows use before the first workflow begins", () => {
  const preloaded = /preloadModules\(\) \{([^}]*)\}/.exec(inject("workflowBundle"))?.[1];
  expect(preloaded).toContain("/domain/incidents/actions/decide.ts");
  expect(preloaded).not.toContain("/workflows/");
});
