import { expect, it } from "vitest";
import { closedDaysWords } from "./closedDaysWords.ts";

it("[R2.4] names closed days as people write them", () => {
  expect(closedDaysWords("2026-12-29/2027-01-03", "ja")).toBe("2026/12/29〜2027/01/03");
  expect(closedDaysWords("2026-06-01", "ja")).toBe("2026/06/01");
  expect(closedDaysWords("2026-12-29/2027-01-03", "en")).toBe("Dec 29, 2026 – Jan 3, 2027");
});
