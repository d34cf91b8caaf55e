import { describe, expect, it } from "vitest";
import { elementsOf, parseXml, textOf } from "./xml.ts";

describe("parseXml", () => {
  it("reads elements, attributes, entities, CDATA and comments", () => {
    const root = parseXml(
      `<?xml version="1.0" encoding="UTF-8"?>\n<!-- c --><Response><Say voice='a&amp;b' language="ja-JP">1 &lt; 2 &#x3042;<![CDATA[<x>]]></Say><Hangup/></Response>\n`,
    );
    expect(root.name).toBe("Response");
    const [say, hangup] = elementsOf(root);
    expect(say?.attributes).toEqual({ voice: "a&b", language: "ja-JP" });
    expect(textOf(say!)).toBe("1 < 2 あ<x>");
    expect(hangup?.name).toBe("Hangup");
  });

  it("keeps nested markup as it came", () => {
    const root = parseXml(`<Response><Say>a<break time="1s"/><sub alias="ウェブ">web</sub></Say></Response>`);
    const say = elementsOf(root)[0]!;
    expect(say.inner).toBe(`a<break time="1s"/><sub alias="ウェブ">web</sub>`);
    expect(textOf(say)).toBe("aweb");
  });

  it.each([
    ["an unclosed element", "<Response><Say>a</Response>"],
    ["an open document", "<Response>"],
    ["a bare ampersand", "<Response><Redirect>/x?a=1&b=2</Redirect></Response>"],
    ["an attribute without quotes", "<Response><Pause length=1/></Response>"],
    ["an attribute twice", `<Response><Pause length="1" length="2"/></Response>`],
    ["two roots", "<Response/><Response/>"],
    ["nothing", ""],
    ["words", "Internal Server Error"],
  ])("refuses %s", (_what, source) => {
    expect(() => parseXml(source)).toThrow();
  });
});
