import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { sourcesStamp } from "./sourcesStamp.ts";

let root: string;
const write = (name: string, text: string): void => {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  writeFileSync(path.join(root, name), text);
};

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "toban-stamp-"));
  for (const name of ["web/src/main.tsx", "domain/alerts/level.ts", "package-lock.json", "tsconfig.json"])
    write(name, "1");
});
afterEach(() => rmSync(root, { recursive: true }));

it.each(["web/src/main.tsx", "domain/alerts/level.ts", "package-lock.json", "web/src/new.css"])(
  "the console is built again when %s changes",
  (name) => {
    const before = sourcesStamp(root);
    write(name, "2");
    expect(sourcesStamp(root)).not.toBe(before);
  },
);

it.each(["web/dist/index.html", "web/tests/board.test.ts", "domain/alerts/level.test.ts"])(
  "it is not for what is no part of it: %s",
  (name) => {
    const before = sourcesStamp(root);
    write(name, "2");
    expect(sourcesStamp(root)).toBe(before);
  },
);
