import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chatworkBody, slackText, teamsText } from "./chatMessages.ts";

const attacks = [
  "<!channel>",
  "<!here>",
  "<@U0999>",
  "<http://evil.example|web01>",
  "[To:9]",
  "[toall]",
  "[info]",
  "<at>佐藤</at>",
  "[here](http://evil.example)",
  "&lt;!channel&gt;",
];
const anyLine = fc
  .array(
    fc.oneof(
      fc.constantFrom(...attacks),
      fc.string({ unit: "grapheme" }),
      fc.constantFrom("<", ">", "&", "[", "]", "!", "@"),
    ),
  )
  .map((parts) => parts.join(""));

describe("what is posted to a chat", () => {
  it("[R2.7.2] mentions whom the file names, before the line", () => {
    expect(slackText("発生 web01", ["U0456", "here", "channel", "S0GROUP"])).toBe(
      "<@U0456> <!here> <!channel> <!subteam^S0GROUP> 発生 web01",
    );
    expect(chatworkBody("発生 web01", ["123", "456"])).toBe("[To:123] [To:456] 発生 web01");
    expect(slackText("発生 web01", [])).toBe("発生 web01");
  });

  it("[R5.4] shows a tool's text as it came, with nothing to obey in it", () => {
    expect(slackText("a <!channel> & b", [])).toBe("a &lt;!channel&gt; &amp; b");
    expect(chatworkBody("[toall] [error] disk", [])).toBe("［toall］ ［error］ disk");
    expect(teamsText("<at>佐藤</at> [x](http://e.example)")).toBe(
      "＜at＞佐藤＜/at＞ ［x］(http://e.example)",
    );
  });

  it("[R5.4] lets only configured mentions notify, whatever a tool sends", () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        expect(slackText(line, ["U1"]).match(/<[^>]*>?/g)).toEqual(["<@U1>"]);
        expect(chatworkBody(line, ["1"]).match(/\[[^\]]*\]?/g)).toEqual(["[To:1]"]);
        expect(teamsText(line)).not.toMatch(/[<>[\]]/);
      }),
    );
  });
});
