import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { severalLines } from "../oneLine.ts";
import { everyCodePoint, unfitIn } from "../testCodePoints.ts";
import { chatwork } from "./chatwork.ts";
import { slack } from "./slack.ts";
import { teams } from "./teams.ts";

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
    expect(slack.write("発生 web01", ["U0456", "here", "channel", "S0GROUP"])).toBe(
      "<@U0456> <!here> <!channel> <!subteam^S0GROUP> 発生 web01",
    );
    expect(chatwork.write("発生 web01", ["123", "456"])).toBe("[To:123] [To:456] 発生 web01");
    expect(slack.write("発生 web01", [])).toBe("発生 web01");
  });

  it("[R5.4] shows a tool's text as it came, with nothing to obey in it", () => {
    expect(slack.write("a <!channel> & b", [])).toBe("a &lt;!channel&gt; &amp; b");
    expect(chatwork.write("[toall] [error] disk", [])).toBe("［toall］ ［error］ disk");
    expect(teams.write("<at>佐藤</at> [x](http://e.example)")).toBe(
      "\\<at\\>佐藤\\</at\\> \\[x\\](http://e.example)",
    );
  });

  it.each([
    ["App_Pool_01", "App\\_Pool\\_01"],
    ["*重要*", "\\*重要\\*"],
    ["\\\\srv\\share", "\\\\\\\\srv\\\\share"],
    ["~/log `x`", "\\~/log \\`x\\`"],
    ["a &lt; b", "a \\&lt; b"],
    ["# 見出し\n- a\n12. b", "\\# 見出し\n\\- a\n12\\. b"],
    ["発生 web-01 HTTP 3.5 2026-11-22", "発生 web-01 HTTP 3.5 2026-11-22"],
  ])("[R5.4] shows %s in Teams as it came: no Markdown in it", (sent, escaped) => {
    expect(teams.write(sent)).toBe(escaped);
  });

  it("[R5.4] is well-formed text of what can be seen, whatever a tool sends", () => {
    for (const text of everyCodePoint())
      for (const posted of [slack.write(text, []), chatwork.write(text, []), teams.write(text)])
        expect(unfitIn(posted)).toBeNull();
  });

  it("[R5.4] lets only configured mentions notify, whatever a tool sends", () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        expect(slack.write(line, ["U1"]).match(/<[^>]*>?/g)).toEqual(["<@U1>"]);
        expect(chatwork.write(line, ["1"]).match(/\[[^\]]*\]?/g)).toEqual(["[To:1]"]);
        const card = teams.write(line);
        expect(card.replace(/\\[\\`*_~[\]<>&+#=.)-]/g, "")).not.toMatch(/[\\`*_~[\]<>&]/);
        expect(card.replace(/\\(?=[!-/:-@[-`{-~])(.)/g, "$1")).toBe(severalLines(line));
      }),
    );
  });
});
