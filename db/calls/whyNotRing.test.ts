import { describe, expect, it } from "vitest";
import type { StopReason } from "../../domain/calls/list.ts";
import type { incidents } from "../schema/index.ts";
import { type callFacts, outbox } from "../schema/index.ts";
import { at, testLedger } from "../testLedger.ts";
import type { givenRows } from "../testRows.ts";
import { storeFact } from "./callFacts.ts";
import { whyNotRing } from "./whyNotRing.ts";

const ledger = testLedger();

const why = (incident: number, occurrence = 1): Promise<StopReason | null> =>
  ledger.db.transaction((tx) => whyNotRing(tx, incident, occurrence));

describe("what the incident's row says", () => {
  const table: [string, string, Partial<typeof incidents.$inferInsert>, StopReason | null][] = [
    ["R5.2.2f", "nothing", {}, null],
    ["R5.1e", "closed", { closedAt: at(1) }, "closed"],
    ["R5.2.2f", "recovered", { recoveredAt: at(1) }, "recovered"],
    ["R5.1e", "a later occurrence has its own list", { occurrence: 2 }, "recovered"],
    ["R5.2.2f", "acknowledged", { acknowledgedLevel: "middle" }, "acknowledged"],
    ["R5.1c", "acknowledged at a higher level", { acknowledgedLevel: "high" }, "acknowledged"],
    ["R5.1c", "acknowledged below the level it has now", { acknowledgedLevel: "low" }, null],
  ];
  it.each(table)("[%s] %s", async (_id, _story, fields, reason) => {
    expect(await why(await ledger.given.incident({ level: "middle", ...fields }))).toBe(reason);
  });

  it("nothing rings for an incident that does not exist", async () => {
    expect(await why(4711)).toBe("closed");
  });
});

describe("keys that are stored and perhaps not yet relayed", () => {
  interface Pressed extends Partial<typeof callFacts.$inferInsert> {
    told?: boolean;
  }
  async function pressed(incident: number, { told = false, ...fields }: Pressed): Promise<void> {
    const call = "00000000-0000-4000-8000-000000000001";
    const news = { is: "key-pressed", call, digit: "1", by: "-", occurrence: 1, level: "middle" } as const;
    const fact = {
      call,
      incident,
      kind: "key" as const,
      sid: "CA1",
      value: "1",
      copy: "1",
      wins: true,
      level: "middle" as const,
      body: {},
      receivedAt: at(0),
      ...fields,
    };
    await storeFact(ledger.db, fact, news);
    if (told) await ledger.db.update(outbox).set({ relayedAt: at(1) });
  }
  const table: [string, string, Pressed, StopReason | null][] = [
    ["RA2", "1, and nobody had it before", {}, "key"],
    ["RA2", "the workflow knows it already", { told: true }, "key"],
    ["R5.1c", "1 at a lower level", { level: "low" }, null],
    ["R5.1e", "1 in another occurrence", { occurrence: 2 }, null],
    ["R5.2.2a", "1, but somebody else was first", { wins: false }, null],
  ];
  it.each(table)("[%s] %s", async (_id, _story, fields, reason) => {
    const incident = await ledger.given.incident({ level: "middle" });
    await pressed(incident, fields);
    expect(await why(incident)).toBe(reason);
  });
});

type Said = Parameters<ReturnType<typeof givenRows>["alert"]>[0] & object;
const waiting: Said = { relayedAt: null };
const one: Said = { series: "warning" };
const other: Said = { series: "critical" };
const fires: Said = { status: "firing" };
const recovers: Said = { status: "recovered" };
const acknowledges: Said = { status: "acknowledged" };
const time = (minutes: number): Said => ({ occurredAt: at(minutes), acceptedAt: at(20) });

describe("alerts that are stored and perhaps not yet relayed", () => {
  /** Alerts are bound in order unless `waiting`; `sequence` sets another order. */
  const table: [string, string, Said[], StopReason | null][] = [
    ["RA2", "a repeat", [fires, { ...fires, ...waiting }], null],
    ["RA2", "a recovery that waits", [fires, { ...recovers, ...waiting }], "recovered"],
    ["RA2", "a recovery that is bound", [fires, recovers], "recovered"],
    [
      "R5.1c",
      "another series still fires",
      [
        { ...fires, ...one },
        { ...fires, ...other },
        { ...recovers, ...one, ...waiting },
      ],
      null,
    ],
    [
      "R5.1b",
      "a recovery older than the occurrence",
      [
        { ...fires, ...time(10) },
        { ...recovers, ...waiting, ...time(5) },
      ],
      null,
    ],
    [
      "R5.1b",
      "a recovery that overtook its alert",
      [
        { ...recovers, ...time(10), sequence: 2 },
        { ...fires, ...time(5), sequence: 1 },
      ],
      "recovered",
    ],
    ["RA2", "the tool's user acknowledged it", [fires, { ...acknowledges, ...waiting }], "acknowledged"],
    [
      "R5.1c",
      "and the level rose after that",
      [
        { ...fires, level: "middle" },
        { ...acknowledges, ...waiting },
        { ...fires, level: "high", ...waiting },
      ],
      null,
    ],
    [
      "R5.1e",
      "recovered and firing again after an acknowledgement",
      [fires, acknowledges, { ...recovers, ...waiting }, { ...fires, ...waiting }],
      null,
    ],
    ["RA4", "a recovery of another customer's", [fires, { ...recovers, ...waiting, customer: "beta" }], null],
    ["R5.1c", "a recovery of another key", [fires, { ...recovers, ...waiting, dedupKey: "web02" }], null],
    ["R5.1c", "a recovery from another source", [fires, { ...recovers, ...waiting, source: "zabbix" }], null],
  ];
  it.each(table)("[%s] %s", async (_id, _story, said, reason) => {
    const incident = await ledger.given.incident({ dedupKey: "web01" });
    for (const [index, alert] of said.entries()) {
      const bound = alert.relayedAt === null ? {} : { incident, sequence: index + 1 };
      await ledger.given.alert({ dedupKey: "web01", ...bound, ...alert });
    }
    expect(await why(incident)).toBe(reason);
  });

  it("[RA2] alerts without a customer count only for an incident without one", async () => {
    const incident = await ledger.given.incident({ dedupKey: "web01", customer: null });
    await ledger.given.alert({ dedupKey: "web01", customer: null, incident, sequence: 1 });
    await ledger.given.alert({ dedupKey: "web01", ...recovers, ...waiting });
    expect(await why(incident)).toBeNull();
    await ledger.given.alert({ dedupKey: "web01", customer: null, ...recovers, ...waiting });
    expect(await why(incident)).toBe("recovered");
  });
});
