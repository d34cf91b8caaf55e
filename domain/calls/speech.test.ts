import { describe, expect, it } from "vitest";
import { exampleFacts } from "../messages/exampleFacts.ts";
import { spokenAnswers, spokenMessage } from "./speech.ts";

describe("the message of an automatic call", () => {
  it("[R5.2.2a] says who calls, whom, what, how bad, since when, and what to press", () => {
    expect(spokenMessage({ ...exampleFacts(), contactReading: "さとう たろう" })).toEqual([
      "コントロールセンターです。",
      "さとう たろう様、警報のお知らせです。",
      "システムは、イーシー サイトです。",
      "サーバーは、ウェブ ゼロイチです。",
      "警報は、エイチティーティーピーです。",
      "警報レベルは、高いです。",
      "3時27分から発生しています。",
      "確認した場合は1を、もう一度聞く場合は3を押してください。",
    ]);
  });

  it.each([
    ["low", "警報レベルは、低いです。"],
    ["middle", "警報レベルは、中くらいです。"],
  ] as const)("[R5.2.2a] says the level %s unmistakably", (level, sentence) => {
    expect(spokenMessage(exampleFacts({ level }))).toContain(sentence);
  });

  it("[R5.2.2a] leaves out a missing name and system", () => {
    const message = spokenMessage(exampleFacts({ system: null }));
    expect(message).toContain("警報のお知らせです。");
    expect(message.join("")).not.toContain("システム");
  });

  it("[R5.2.2a] does not mention a server if the alert names none", () => {
    const message = spokenMessage(exampleFacts({ node: "-" }));
    expect(message.join("")).not.toMatch(/サーバー|ハイフン/);
    expect(spokenMessage(exampleFacts({ alarm: "-" }))).toContain("警報名は、ありません。");
  });

  it("[R5.2.2a] says the date if the trouble began on another day", () => {
    const firstOccurredAt = new Date("2026-11-21T14:05:00Z");
    expect(spokenMessage(exampleFacts({ firstOccurredAt }))).toContain(
      "11月21日 23時5分から発生しています。",
    );
  });

  it("[R5.2.2d] can be said twice within the talk limit, however long the names are", () => {
    const long = "unknown host name ".repeat(50);
    const message = spokenMessage(exampleFacts({ node: long, alarm: long, system: { id: "x", name: long } }));
    // A voice speaks about 8 characters a second, and each reading leaves 5 s to press a key.
    expect((message.join("").length / 8 + 5) * 2).toBeLessThan(120);
  });

  it("[R5.2.2a] names who has it already", () => {
    expect(spokenAnswers.someoneElse("すずき はなこ")).toContain("すずき はなこさんが対応中です");
    expect(spokenAnswers.someoneElse(null)).toContain("別の方が対応中です");
  });
});
