import { expect, it } from "vitest";
import { isolated } from "./isolated.ts";

it("leaves text alone that turns nothing", () => {
  for (const text of ["web01", "サーバー01 HTTP応答監視", "👩‍💻 1,234件"]) expect(isolated(text)).toBe(text);
});

it("keeps text that turns directions to itself, also where it tries to end that", () => {
  expect(isolated("a\u202eb")).toBe("\u2068a\u202eb\u2069");
  expect(isolated("שלום")).toBe("\u2068שלום\u2069");
  expect(isolated("a\u2069\u202eb")).toBe("\u2068a\u202eb\u2069");
  expect(isolated("a\u2067b")).toBe("\u2068a\u2067b\u2069\u2069");
});
