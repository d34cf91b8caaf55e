import { describe, expect, it } from "vitest";
import type { calls, dispatches } from "../schema/index.ts";
import { testLedger } from "../testLedger.ts";
import { contactsToldOf } from "./dispatches.ts";

const ledger = testLedger();

describe("who is told of a recovery", () => {
  type Sent = Partial<typeof dispatches.$inferInsert>;
  type Rung = Partial<typeof calls.$inferInsert>;
  const table: [string, Sent[], Rung[], string[]][] = [
    ["who got the mail", [{ recipient: "sato" }], [], ["sato"]],
    ["not whose mail was refused", [{ recipient: "sato", outcome: "refused" }], [], []],
    ["who got the calls' result", [{ recipient: "suzuki", kind: "fallback" }], [], ["suzuki"]],
    ["not the operators", [{ recipient: "operators:mail", kind: "operator" }], [], []],
    ["not a chat by mail", [{ recipient: "ops", channel: "chat" }], [], []],
    ["who was rung, answered or not", [], [{ contact: "sato", outcome: "missed" }], ["sato"]],
    [
      "not who was skipped",
      [],
      [{ contact: "sato", requestedAt: null, outcome: "skipped", notPlaced: true }],
      [],
    ],
    ["not whose phone cannot have rung", [], [{ contact: "sato", outcome: "failed", notPlaced: true }], []],
    ["each once", [{ recipient: "sato" }, { recipient: "sato" }], [{ contact: "sato" }], ["sato"]],
    ["nobody of the occurrence before", [{ step: "1/alert/web down" }], [{ occurrence: 1 }], []],
    ["nobody of the twentieth", [{ step: "20/alert/web down" }], [{ occurrence: 20 }], []],
  ];
  it.each(table)("[R5.1d] %s", async (story, sent, rung, told) => {
    const occurrence = story.startsWith("nobody") ? 2 : 1;
    const incident = await ledger.given.incident();
    for (const [index, fields] of sent.entries())
      await ledger.given.dispatch(incident, { step: `${occurrence}/alert/rule ${index}`, ...fields });
    for (const fields of rung) await ledger.given.call(incident, { occurrence, ...fields });
    await ledger.given.dispatch(await ledger.given.incident(), {
      step: `${occurrence}/alert/x`,
      recipient: "stranger",
    });
    expect(await contactsToldOf(ledger.db, incident, occurrence)).toEqual(told);
  });
});
