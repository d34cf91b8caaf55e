import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chatLine } from "./chatLine.ts";
import { exampleFacts } from "./exampleFacts.ts";

const log = "ERROR [disk] no space left";

describe("the chat line", () => {
  it("[R5.4] has its fields in order, one space apart", () => {
    expect(chatLine(exampleFacts({ value: "503", log }))).toBe(
      "発生 web01 HTTP 503 高 2026-11-22 03:27:15 ERROR [disk] no space left",
    );
  });

  it.each([
    [exampleFacts({ value: null }), "発生 web01 HTTP - 高 2026-11-22 03:27:15"],
    [exampleFacts({ node: " ", value: "" }), "発生 - HTTP - 高 2026-11-22 03:27:15"],
    [exampleFacts({ event: "repeat", level: "middle" }), "継続中 web01 HTTP 503 中 2026-11-22 03:27:15"],
    [exampleFacts({ event: "recovery", level: "low" }), "復旧 web01 HTTP 503 低 2026-11-22 03:40:00"],
    [exampleFacts({ timezone: "America/New_York" }), "発生 web01 HTTP 503 高 2026-11-21 13:27:15"],
    [exampleFacts({ log: "a\r\n\tb\u0000  c\u2028d" }), "発生 web01 HTTP 503 高 2026-11-22 03:27:15 a b c d"],
    [exampleFacts({ log: " \n " }), "発生 web01 HTTP 503 高 2026-11-22 03:27:15"],
  ])("[R5.4] %#", (facts, line) => {
    expect(chatLine(facts)).toBe(line);
  });

  it("[R5.4] leaves the log out if it is not wanted", () => {
    expect(chatLine(exampleFacts({ log }), { log: false })).not.toContain("disk");
  });

  it("[R5.4] cuts the log at 1,024 code points, never inside a family of emoji", () => {
    const family = "👨‍👩‍👧‍👦";
    const line = chatLine(exampleFacts({ log: family.repeat(200) }));
    const summary = line.slice("発生 web01 HTTP 503 高 2026-11-22 03:27:15 ".length);
    expect(summary).toBe(family.repeat(146));
    expect([...summary].length).toBeLessThanOrEqual(1024);
  });

  it("[R5.4] keeps exactly 1,024 where they fit", () => {
    expect(chatLine(exampleFacts({ log: "𠮷".repeat(1024) })).endsWith(` ${"𠮷".repeat(1024)}`)).toBe(true);
    expect(chatLine(exampleFacts({ log: "𠮷".repeat(1025) })).endsWith(` ${"𠮷".repeat(1024)}`)).toBe(true);
  });

  it("[R5.4] is one well-formed line within its bounds, whatever a tool sends", () => {
    const anyText = fc.string({
      unit: fc.constantFrom("\ud83d", "\ude00", "e\u0301", "👩‍🚀", "🇯🇵", "\n", "\u202e", " ", "が", "あ"),
      maxLength: 3000,
    });
    fc.assert(
      fc.property(anyText, anyText, anyText, (node, value, text) => {
        const line = chatLine(exampleFacts({ node, value, log: text }));
        expect(line.isWellFormed()).toBe(true);
        expect(line).not.toMatch(/[\n\r\u202e\p{Cc}]| {2}/u);
        expect([...line].length).toBeLessThanOrEqual(4 * 1024 + 64);
        const graphemes = [...new Intl.Segmenter("ja").segment(line)].map(({ segment }) => segment);
        expect(graphemes.at(-1)).not.toMatch(/\u200d$/);
      }),
      { numRuns: 60 },
    );
  });
});
