import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { at, testLedger } from "../testLedger.ts";
import { type Lease, planDispatches, renewLease, settleDispatches, takeDispatches } from "./attempts.ts";
import { giveUpStep } from "./dispatches.ts";

const ledger = testLedger();
const newLease = (seconds = 10): Lease => ({ by: randomUUID(), seconds });

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
      newLease(),
    );

  it("[RA2] a step tells each recipient once: an earlier attempt keeps its outcome and its text", async () => {
    const [sato] = await plan(["sato", "suzuki"], "first");
    await settleDispatches(ledger.db, [{ id: sato!.id, outcome: "sent", reason: null }], newLease(), at(1));
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
  const lease = newLease();
  const [one, other] = await planDispatches(
    ledger.db,
    { incident: 1, step: "1/alert/web down", channel: "chat", kind: "alert", at: at(0) },
    ["ops", "boss"].map((to) => ({ recipient: to, to, messageId: null, content: { body: "x" } })),
    lease,
  );
  const outcomes = [
    { id: one!.id, outcome: "sent" as const, reason: null, messageId: "1763780400.000100" },
    { id: other!.id, outcome: "pending" as const, reason: "rate_limited" },
  ];
  await settleDispatches(ledger.db, outcomes, lease, at(3));
  const rows = await ledger.sql`select outcome, reason, message_id, at from dispatches order by id`;
  expect(rows).toMatchObject([
    { outcome: "sent", reason: null, message_id: "1763780400.000100" },
    { outcome: "pending", reason: "rate_limited", message_id: null },
  ]);
  expect(rows.map((row) => new Date(row.at as string).getTime())).toEqual([at(3), at(0)].map(Number));
});

it("[R5.1e] a failed attempt does not reopen a message given up; one that was accepted counts as sent", async () => {
  const step = { incident: 1, step: "1/alert/web down" };
  const lease = newLease();
  const rows = await planDispatches(
    ledger.db,
    { ...step, channel: "chat", kind: "alert", at: at(0) },
    ["ops", "boss"].map((to) => ({ recipient: to, to, messageId: null, content: { body: "x" } })),
    lease,
  );
  await giveUpStep(ledger.db, { ...step, reason: "resolved", at: at(1) });
  const [ops, boss] = rows.map(({ id }) => id);
  const outcomes = [
    { id: ops!, outcome: "pending" as const, reason: "timeout" },
    { id: boss!, outcome: "sent" as const, reason: null },
  ];
  expect(await settleDispatches(ledger.db, outcomes, lease, at(2))).toEqual(new Set([boss]));
  expect(await ledger.sql`select outcome from dispatches order by id`).toEqual([
    { outcome: "failed" },
    { outcome: "sent" },
  ]);
});

describe("a row's lease", () => {
  const step = { incident: 1, step: "1/alert/web down", channel: "chat", kind: "alert" } as const;
  const planUnder = async (lease: Lease | null) => {
    const planned = { recipient: "ops", to: "ops", messageId: null, content: { body: "x" } };
    const [row] = await planDispatches(ledger.db, { ...step, at: at(0) }, [planned], lease);
    return row!;
  };
  type Row = Awaited<ReturnType<typeof planUnder>>;
  const take = (row: Row, lease: Lease) => takeDispatches(ledger.db, [row], lease, at(0));
  const lapse = () => ledger.sql`update dispatches set tried_until = now() - interval '1 second'`;

  it("[RA2] is had by one of ten that ask at once", async () => {
    const row = await planUnder(null);
    const taken = await Promise.all(Array.from({ length: 10 }, () => take(row, newLease())));
    expect(taken.flat()).toHaveLength(1);
  });

  it("[RA2] keeps others off until it lapses, and can then not be renewed", async () => {
    const first = newLease();
    const row = await planUnder(first);
    expect(await take(row, newLease())).toEqual([]);
    await lapse();
    const second = newLease();
    expect(await take(row, second)).toMatchObject([{ id: row.id, triedBy: second.by }]);
    await lapse();
    await renewLease(ledger.db, first, [row]);
    expect(await take(row, newLease())).toHaveLength(1);
  });

  it("[RA2] is renewed to its full length", async () => {
    const lease = newLease();
    const row = await planUnder(lease);
    await lapse();
    await renewLease(ledger.db, lease, [row]);
    expect(await take(row, newLease())).toEqual([]);
  });

  it("[RA2] ends with the attempt: a row that is still pending can be tried again at once", async () => {
    const lease = newLease();
    const row = await planUnder(lease);
    const pending = { id: row.id, outcome: "pending", reason: "451 try later" } as const;
    await settleDispatches(ledger.db, [pending], lease, at(1));
    expect(await take(row, newLease())).toHaveLength(1);
  });

  it("[RA2] was lost: a failure says nothing about the row any more, a success does", async () => {
    const first = newLease();
    const row = await planUnder(first);
    await lapse();
    await take(row, newLease());
    const settle = (outcome: "refused" | "sent") =>
      settleDispatches(ledger.db, [{ id: row.id, outcome, reason: null }], first, at(1));
    expect(await settle("refused")).toEqual(new Set());
    expect(await settle("sent")).toEqual(new Set([row.id]));
  });

  it("[RA2] is not given for a row that is settled", async () => {
    const lease = newLease();
    const row = await planUnder(lease);
    await settleDispatches(ledger.db, [{ id: row.id, outcome: "sent", reason: null }], lease, at(1));
    expect(await take(row, newLease())).toEqual([]);
  });
});
