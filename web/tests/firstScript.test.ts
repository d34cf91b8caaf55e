import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, it } from "vitest";
import { prepareConsole } from "../../dev/web.ts";

const built = fileURLToPath(new URL("../dist", import.meta.url));

/** What is compiled before the board can be drawn. A page that is opened later brings its own script. */
const budgetKiB = 830;

beforeAll(() => prepareConsole(() => {}), 120_000);

it("the script that the board waits for keeps to its budget", () => {
  const page = readFileSync(path.join(built, "index.html"), "utf8");
  const files = [...page.matchAll(/(?:src|href)="(\/[^"]+\.js)"/g)].map(([, file]) => file!);
  const pages = ["LoginPage", "IncidentPage", "AuditPage"];
  for (const lazy of pages) expect(files.filter((file) => file.includes(lazy))).toEqual([]);
  expect(files).toContainEqual(expect.stringMatching(/^\/assets\/index-/));
  const inAll = files.reduce((sum, file) => sum + statSync(path.join(built, file)).size, 0);
  expect(Math.ceil(inAll / 1024)).toBeLessThanOrEqual(budgetKiB);
});
