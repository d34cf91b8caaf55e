import { describe, expect, it } from "vitest";
import type { calls, dispatches } from "../schema/index.ts";
import { at, testLedger } from "../testLedger.ts";
import { contactsToldOf, giveUpStep, planDispatches, settleDispatches } from "./dispatches.ts";

const ledger = testLedger();

describe("planning", () => {
  const plan = (recipients: string[], body: string, minute = 0) =>
    planDispatches(
      ledger.db,
      { incident: 1, step: "1/alert/web down", channel: "mail", kind: "alert", at: at(minute) },
      recipients.map((recipient) => ({
        recipient,
        to: `${recipient}@acme.example`,
        messageId: `<${recipient}@toban>`,
        content: { body },
      })),
    );

  it("[RA2] a step tells each recipient once: an earlier attempt keeps its outcome and its text", async () => {
    const [sato] = await plan(["sato", "suzuki"], "first");
    await settleDispatches(ledger.db, [{ id: sato!.id, outcome: "sent", reason: null }], at(1));
    const again = await plan(["sato", "suzuki", "tanaka"], "second", 2);
    const shown = again.map(({ recipient, outcome, content }) => [recipient, outcome, content?.body]);
    expect(shown.toSorted()).toEqual([
      ["sato", "sent", "first"],
      ["suzuki", "pending", "first"],
      ["tanaka", "pending", "second"],
    ]);
  });

  it("[RA2] ten simultaneous activities write one row per recipient", async () => {
    const planned = await Promise.all(Array.from({ length: 10 }, () => plan(["sato", "suzuki"], "text")));
    expect(new Set(planned.flat().map(({ id }) => id)).size).toBe(2);
    expect(planned.every((rows) => rows.length === 2)).toBe(true);
  });

  it("without recipients nothing is planned", async () => {
    expect(await plan([], "text")).toEqual([]);
  });
});

it("[R5.2.1] an outcome is written with its moment and reason; a pending one keeps the moment it was planned", async () => {
  const [one, other] = await planDispatches(
    ledger.db,
    { incident: 1, step: "1/alert/web down", channel: "chat", kind: "alert", at: at(0) },
    ["ops", "boss"].map((to) => ({ recipient: to, to, messageId: null, content: { body: "x" } })),
  );
  const outcomes = [
    { id: one!.id, outcome: "sent" as const, reason: null, messageId: "1763780400.000100" },
    { id: other!.id, outcome: "pending" as const, reason: "rate_limited" },
  ];
  await settleDispatches(ledger.db, outcomes, at(3));
  const rows = await ledger.sql`select outcome, reason, message_id, at from dispatches order by id`;
  expect(rows).toMatchObject([
    { outcome: "sent", reason: null, message_id: "1763780400.000100" },
    { outcome: "pending", reason: "rate_limited", message_id: null },
  ]);
  expect(rows.map((row) => new Date(row.at as string).getTime())).toEqual([at(3), at(0)].map(Number));
});

it("[R5.1e] a failed attempt does not reopen a message given up; one that was accepted counts as sent", async () => {
  const step = { incident: 1, step: "1/alert/web down" };
  const rows = await planDispatches(
    ledger.db,
    { ...step, channel: "chat", kind: "alert", at: at(0) },
    ["ops", "boss"].map((to) => ({ recipient: to, to, messageId: null, content: { body: "x" } })),
  );
  await giveUpStep(ledger.db, { ...step, reason: "resolved", at: at(1) });
  const [ops, boss] = rows.map(({ id }) => id);
  const outcomes = [
    { id: ops!, outcome: "pending" as const, reason: "timeout" },
    { id: boss!, outcome: "sent" as const, reason: null },
  ];
  expect(await settleDispatches(ledger.db, outcomes, at(2))).toEqual([undefined, outcomes[1]]);
  expect(await ledger.sql`select outcome from dispatches order by id`).toEqual([
    { outcome: "failed" },
    { outcome: "sent" },
  ]);
});

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
