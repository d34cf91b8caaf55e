import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { providers } from "../../../sandbox/chat/providers.ts";
import { severalLines } from "../../words/oneLine.ts";
import { everyCodePoint, unfitIn } from "../testCodePoints.ts";
import { chatwork } from "./chatwork.ts";
import { discord } from "./discord.ts";
import { mattermost } from "./mattermost.ts";
import { type ChatDestination, chatKinds, chats, chatText } from "./registry.ts";
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
  "@here",
  "@everyone",
  ":smile:",
  "https://web01.example/a_b?c=*d*",
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
    expect(discord.write("発生 web01", ["123", "&456"])).toBe("<@123> <@&456> 発生 web01");
    expect(mattermost.write("発生 web01", ["sato", "here"])).toBe("@sato @here 発生 web01");
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

  it("[R5.4] is well-formed visible text, whatever a tool sends", () => {
    for (const text of everyCodePoint())
      for (const chat of Object.values(chats)) expect(unfitIn(chat.write(text, []))).toBeNull();
  });

  it("[R5.4] reads as it was sent and mentions nobody, whatever a tool sends", () => {
    // Chatwork has no escape: brackets are replaced there.
    for (const kind of chatKinds.filter((one) => one !== "chatwork"))
      fc.assert(
        fc.property(anyLine, (line) => {
          const seen = providers.get(kind)!.read(chats[kind].write(line, []), {});
          const expected = severalLines(line).replaceAll("\u200c", "");
          expect(seen.join("").replaceAll("\u200c", ""), kind).toBe(expected);
        }),
      );
  });

  it("[R5.4] has no Markdown of Discord's or Mattermost's but what was escaped", () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        const sent = line.replaceAll("http", "");
        const inDiscord = discord.write(sent, []).replace(/\\[^0-9A-Za-z\s]/g, "");
        expect(inDiscord).not.toMatch(/[\\`*_~|[\]()<>@]/);
        const there = mattermost.write(sent, []);
        const inMattermost = there.replace(/&#\d+;|\\[`*{}[\]()#+\-.!_>|~]|\\(?![A-Za-z0-9])./g, " ");
        expect(inMattermost).not.toMatch(/[`*_~|[\]()<>&$]|(?<![A-Za-z0-9])@[\w.-]/);
      }),
    );
  });

  it.each([
    ["App_Pool_01 *重要*", "App\\_Pool\\_01 \\*重要\\*", "App\\_Pool\\_01 \\*重要\\*"],
    ["\\\\srv\\share", "\\\\\\\\srv\\\\share", "\\\\\\srv\\share"],
    ["@here ops@a.example", "\\@here ops\\@a.example", "@\u200chere ops@a.example"],
    ["a &lt; b :smile: 03:27:15", "a &lt; b \\:smile: 03:27:15", "a &#38;lt; b &#58;smile: 03:27:15"],
    ["# 見出し\n- a\n12. b", "\\# 見出し\n\\- a\n12\\. b", "\\# 見出し\n\\- a\n12\\. b"],
    [
      "https://a.example/x_y_z を_見る",
      "https://a.example/x_y_z を\\_見る",
      "https://a.example/x_y_z を\\_見る",
    ],
  ])("[R5.4] shows %s in Discord and Mattermost as it came", (sent, inDiscord, inMattermost) => {
    expect([discord.write(sent, []), mattermost.write(sent, [])]).toEqual([inDiscord, inMattermost]);
  });

  it("[R5.4] is cut at a grapheme's border where a chat takes no more, and a reader sees that", () => {
    const destination: ChatDestination = {
      kind: "discord",
      url: "https://discord.example/x",
      mention: ["12345678901234567"],
    };
    const text = chatText(destination, "👨‍👩‍👧_".repeat(2000));
    expect([...text].length).toBeLessThanOrEqual(discord.mostCodePoints);
    expect(text).toMatch(/^<@12345678901234567> (?:👨‍👩‍👧\\_)+(?:👨‍👩‍👧)?…$/u);
    expect(chatText(destination, "短い")).toBe("<@12345678901234567> 短い");
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
