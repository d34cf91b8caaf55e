import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { eq, sql } from "../../db/drizzle.ts";
import { apiTokens, calls, incidents } from "../../db/schema/index.ts";
import { changedIncidentsSchema } from "../incidents/board/schemas.ts";
import { startTestApi, type TestApi } from "../testApi.ts";
import { listen } from "./testEvents.ts";

let api: TestApi;
let operator: string;
const leave: (() => void)[] = [];

beforeAll(async () => {
  api = await startTestApi({ liveTiming: { tickMilliseconds: 40, checkMilliseconds: 40 } });
  operator = await api.given.person("鈴木");
  await api.given.customer("acme", {
    contacts: {
      sato: { name: "佐藤 太郎", reading: null, company: null, phone: "+819012345678", mail: null },
    },
  });
});
afterEach(() => {
  for (const one of leave.splice(0)) one();
});
afterAll(() => api.stop());

async function listening(token = operator, options: { since?: string; lastEventId?: string } = {}) {
  const events = await listen(api.url, token, options);
  leave.push(events.leave);
  // Everything from here on is delivered.
  await events.next("tick");
  return events;
}

const raise = (number: number, level: "low" | "middle" | "high") =>
  api.db.update(incidents).set({ level }).where(eq(incidents.number, number));
const boardCursor = async (): Promise<string> => String((await api.get("/api/board", operator)).body.cursor);

describe("what changes, as it happens", () => {
  it("tells a new incident, a change and an end, as rows of the board", async () => {
    const events = await listening();
    const number = await api.given.incident({ level: "low" });
    const opened = await events.told({ number });
    await raise(number, "high");
    const raised = await events.told({ number, level: "high" });
    await api.db
      .update(incidents)
      .set({ state: "closed", closedAt: new Date() })
      .where(eq(incidents.number, number));
    const closed = await events.told({ number, state: "closed" });
    expect(opened).toMatchObject({
      number,
      level: "low",
      customerName: "株式会社acme",
      due: { what: "first-response" },
    });
    expect(raised).toMatchObject({ number, level: "high" });
    expect(closed).toMatchObject({ number, state: "closed", due: { what: "none" } });
    changedIncidentsSchema.parse({ incidents: [opened, raised, closed] });
  });

  it("tells how a call goes", async () => {
    const number = await api.given.incident({ version: 1 });
    const events = await listening();
    await api.given.call(number);
    await events.told({ number, phase: "佐藤 太郎様へ架電中" });
    await api.db.update(calls).set({ outcome: "missed" }).where(eq(calls.incident, number));
    await events.told({ number, phase: "連絡中" });
  });

  it("misses nothing, in any order of commits", async () => {
    const [slow, quick] = [
      await api.given.incident({ level: "low" }),
      await api.given.incident({ level: "low" }),
    ];
    const events = await listening();
    let commit = () => {};
    const mayCommit = new Promise<void>((resolve) => {
      commit = resolve;
    });
    let written = () => {};
    const hasWritten = new Promise<void>((resolve) => {
      written = resolve;
    });
    const transaction = api.db.transaction(async (tx) => {
      await tx.update(incidents).set({ level: "high" }).where(eq(incidents.number, slow));
      written();
      await mayCommit;
    });
    await hasWritten;
    await raise(quick, "middle");
    await events.told({ number: quick, level: "middle" });
    const meanwhile = await boardCursor();
    await raise(quick, "high");
    await events.told({ number: quick, level: "high" });
    commit();
    await transaction;
    await events.told({ number: slow, level: "high" });
    // A console that read the board during the transaction misses nothing either.
    const later = await listen(api.url, operator, { since: meanwhile });
    leave.push(later.leave);
    expect((await later.changed()).map(({ number }) => number).sort()).toEqual([slow, quick].sort());
  });

  it("goes on where a reader was cut off, and not before", async () => {
    const number = await api.given.incident({ level: "low" });
    const events = await listening();
    await raise(number, "middle");
    await events.told({ number, level: "middle" });
    const { id } = (await events.next("tick"))!;
    events.leave();
    await raise(number, "high");
    const other = await api.given.incident();
    const again = await listen(api.url, operator, { since: "1:1:", lastEventId: id! });
    leave.push(again.leave);
    const rows = await again.changed();
    expect(rows.map((row) => row.number).sort()).toEqual([number, other].sort());
    expect(rows.find((row) => row.number === number)?.level).toBe("high");
  });

  it.each([
    ["nonsense", "abc"],
    ["a snapshot that contradicts itself", "9:5:"],
    ["one of another database's future", "900000000000:900000000000:"],
  ])("has a reader with %s for a cursor read the board anew", async (_what, since) => {
    const events = await listen(api.url, operator, { since });
    leave.push(events.leave);
    expect(await events.next("reset")).not.toBeNull();
  });

  it("makes readers read the board again when too much has changed", async () => {
    const events = await listening();
    await api.db.execute(sql`
      insert into incidents (customer, source, dedup_key, workflow_id, node, alarm, level, state, opened_at, detected_at)
      select 'flood', 'tool', n, n, 'web', 'HTTP', 'low', 'open', now(), now() from generate_series(1, 501) n`);
    expect(await events.next("reset")).not.toBeNull();
  });

  it("[RA4] tells customers only about their own incidents, and nothing that concerns only operators", async () => {
    const customer = await api.given.person("佐藤", { role: "customer", customers: ["acme"] });
    const events = await listening(customer);
    await api.given.incident({ customer: "other" });
    await api.given.incident({ customer: null });
    const mine = await api.given.incident({ attention: "nobody-told", firstResponseAt: new Date() });
    expect(await events.told({ number: mine })).toMatchObject({ attention: null, due: { what: "follow" } });
    expect(new Set(events.rows.map((row) => row.customer))).toEqual(new Set(["acme"]));
  });

  it("[RA4] ends when the login does", async () => {
    const token = await api.given.person("退職者");
    const events = await listening(token);
    await api.db
      .update(apiTokens)
      .set({ revokedAt: new Date(0) })
      .where(eq(apiTokens.person, "退職者"));
    expect(await events.next("never")).toBeNull();
  });

  it("goes through proxies unchanged and unheld", async () => {
    const { response } = await listening();
    expect(response.headers.get("cache-control")).toBe("no-cache, no-transform");
    expect(response.headers.get("x-accel-buffering")).toBe("no");
  });
});

it("ends with the server, which does not wait for its readers", async () => {
  const other = await startTestApi();
  const token = await other.given.person("鈴木");
  const events = await listen(other.url, token);
  await events.next("tick");
  await other.stop();
  expect(await events.next("never")).toBeNull();
});
