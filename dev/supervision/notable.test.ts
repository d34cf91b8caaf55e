import { expect, it } from "vitest";
import { notable, repeatFilter } from "./notable.ts";

it.each([
  ['{"level":30,"msg":"listening"}', "toban", null],
  ['{"level":40,"msg":"slow"}', "toban", "slow"],
  [
    '{"level":50,"msg":"mail refused","err":{"message":"550 no such user"}}',
    "toban",
    "mail refused: 550 no such user",
  ],
  ['{"level":"ERROR","msg":"lost"}', "toban", "lost"],
  [
    '{"level":50,"msg":"request","method":"POST","url":"/intake/alerts?key=secret","status":500}',
    "toban",
    "request POST /intake/alerts 500",
  ],
  ['{"level":40,"msg":"request","method":"GET","url":"/readyz","status":503}', "toban", null],
  ["TypeError: x is not a function", "toban", "TypeError: x is not a function"],
  ["", "toban", null],
  ['{"level":"warn","msg":"history size"}', "temporal", null],
  ['{"level":"error","msg":"disk full"}', "temporal", "disk full"],
  ["Temporal UI: http://localhost:8233", "temporal", null],
  ["2026 LOG:  ready", "postgres", null],
  ["2026 ERROR:  duplicate key value violates unique constraint", "postgres", null],
  ["2026 FATAL:  the database system is starting up", "postgres", null],
  ["2026 PANIC:  could not write to file", "postgres", "PANIC:  could not write to file"],
] as const)("of %s in the log of %s shows %s", (line, style, shown) => {
  expect(notable(line, style)).toBe(shown);
});

it("shows a repeated message only once in a while, even if its numbers differ", () => {
  const isNew = repeatFilter(10_000);
  expect(isNew("attempt 1 failed", 0)).toBe(true);
  expect(isNew("attempt 2 failed", 9_000)).toBe(false);
  expect(isNew("something else", 9_000)).toBe(true);
  expect(isNew("attempt 3 failed", 10_000)).toBe(true);
});
