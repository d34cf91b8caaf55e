import { expect, it } from "vitest";
import { summarise } from "./bulkSummary.ts";

it("says each reason once, with the incidents it holds for", () => {
  const taken = { ok: false, code: "taken", detail: "田中が担当しています" };
  const results = [
    { number: 1, ok: true },
    { number: 2, ...taken },
    { number: 3, ok: false, code: "closed" },
    { number: 4, ...taken },
  ];
  expect(summarise({ results })).toEqual({
    done: 1,
    reasons: [
      { detail: "田中が担当しています", numbers: [2, 4] },
      { detail: "closed", numbers: [3] },
    ],
  });
});
