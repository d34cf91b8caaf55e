import { expect, it } from "vitest";
import { spokenMessage } from "../../domain/calls/speech.ts";
import { exampleFacts } from "../../domain/messages/exampleFacts.ts";
import { everyCodePoint, unfitIn } from "../../domain/messages/testCodePoints.ts";
import { join } from "./joining.ts";
import { askForKey, askThenGoOn, say, sayAndGoOn, sayAndHangUp } from "./twiml.ts";

it("[R5.2.2a] a call says its message whatever a tool sends in it", () => {
  for (const odd of ["\uffff", "\ufffe", "\u0000", "\u001b[31m", "\ud800", "\u{1fffe}", "\ufdd0"]) {
    const facts = exampleFacts({ node: `web${odd}01`, alarm: odd, system: { id: "shop", name: `EC${odd}` } });
    const document = askForKey(
      spokenMessage({ ...facts, contactReading: `さとう${odd}` }),
      "/key",
      "失礼します",
    );
    expect(unfitIn(document)).toBeNull();
    expect(document).toContain("高いです");
  }
});

it("[R5.2.2a] no code point that is said makes a document that is no XML", () => {
  const joining = {
    callerId: "+81312345678",
    numbers: [],
    ringSeconds: 1,
    talkSeconds: 1,
    actionUrl: "/end",
  };
  for (const text of everyCodePoint()) {
    const documents = [
      askForKey([text], "/key", text),
      askThenGoOn([text], [text], "/key", "/next"),
      sayAndGoOn(text, "/next"),
      sayAndHangUp(text),
      say([text]),
      join({ ...joining, first: [text], recordingUrl: null }),
    ];
    for (const document of documents) expect(unfitIn(document)).toBeNull();
  }
});
