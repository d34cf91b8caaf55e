import fc from "fast-check";
import { expect, it } from "vitest";
import { inMarkdown } from "./markdown.ts";

it.each([
  ["web01", "web01"],
  ["App_Pool_01", "App\\_Pool\\_01"],
  ["**復旧** [押す](https://evil.example/)", "\\*\\*復旧\\*\\* \\[押す\\](https\\://evil.example/)"],
  ["<img src=x>&lt;", "\\<img src=x\\>\\&lt;"],
  ["`rm`|~~x~~", "\\`rm\\`\\|\\~\\~x\\~\\~"],
  ["www.evil.example", "www\\.evil.example"],
  ["# 終了\n\n状態: 終了", "\\# 終了 状態: 終了"],
  ["- 進行中", "\\- 進行中"],
  ["1. 手順", "1\\. 手順"],
  ["\\\\srv\\share", "\\\\\\\\srv\\\\share"],
])("shows a tool's %j in Markdown as it was sent", (sent, written) => {
  expect(inMarkdown(sent)).toBe(written);
});

it("leaves no character of Markdown unescaped, and no line end", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (sent) => {
      const left = inMarkdown(sent).replaceAll(/\\[\\`*_[\]<>&~|!#@:.)=+-]/g, "");
      expect(left).not.toMatch(/[\\`*_[\]<>&~|!#@\n\r]/);
    }),
  );
});
