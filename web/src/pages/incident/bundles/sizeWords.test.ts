import { expect, it } from "vitest";
import { sizeWords } from "./sizeWords.ts";

it("says how large a bundle is, in the unit that fits", () => {
  expect([0, 900, 1536, 25_000_000, 300 * 1024 ** 2].map(sizeWords)).toEqual([
    ...["0 B", "900 B", "1.5 KB", "23.8 MB", "300 MB"],
  ]);
});
