import { expect, it } from "vitest";
import { highest, isHigher, levels, levelWord } from "./level.ts";

it("[R5.4] people read 低, 中, 高", () => {
  expect(levels.map((level) => levelWord(level))).toEqual(["低", "中", "高"]);
  expect(levels.map((level) => levelWord(level, "en"))).toEqual(["low", "middle", "high"]);
});
it("[R5.1c] the highest of several is the incident's", () => {
  expect(highest(["low", "high", "middle"])).toBe("high");
  expect(highest(["low", "low"])).toBe("low");
  expect(highest([])).toBeNull();
});
it("[R5.1c] no level is higher than itself", () => {
  const higher = levels.flatMap((one) =>
    levels.filter((than) => isHigher(one, than)).map((than) => [one, than]),
  );
  expect(higher).toEqual([
    ["middle", "low"],
    ["high", "low"],
    ["high", "middle"],
  ]);
});
