import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  account,
  CENTER,
  clientOf,
  type ExchangeUnderTest,
  exchangeUnderTest,
  SATO,
  SUZUKI,
} from "./exchange.fixture.ts";

let world: ExchangeUnderTest;
beforeEach(async () => {
  world = await exchangeUnderTest();
});
afterEach(() => world.stop());

describe("what the real Twilio client is refused", () => {
  it.each([
    ["a number that is none", { to: "090-1234-5678" }, 400, 21211],
    ["a caller that is none", { from: "12" }, 400, 21212],
    ["an address that is none", { url: "not an address" }, 400, 21205],
    ["a ring of 601 s", { timeout: 601 }, 400, 21208],
    ["a talk of 10 s", { timeLimit: 10 }, 400, 20001],
  ])("%s", async (_what, options, status, code) => {
    await expect(world.call(options)).rejects.toMatchObject({ status, code });
    expect(world.exchange.rings()).toEqual([]);
  });

  it("a wrong token, a call that is not there", async () => {
    const stranger = clientOf(world.sandbox.url, "wrong");
    await expect(stranger.calls.list()).rejects.toMatchObject({ status: 401, code: 20003 });
    const unknown = world.client.calls(`CA${"0".repeat(32)}`).fetch();
    await expect(unknown).rejects.toMatchObject({ status: 404, code: 20404 });
  });

  it("in Twilio's own words", async () => {
    const url = `${world.sandbox.url}/2010-04-01/Accounts/${account.accountSid}/Calls.json`;
    const response = await fetch(url, { method: "POST", body: new URLSearchParams({ To: "1" }) });
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({
      code: 20003,
      message: "Authenticate",
      more_info: "https://www.twilio.com/docs/errors/20003",
      status: 401,
    });
  });
});

describe("the list of calls", () => {
  it("filters by number, status and day, newest first", async () => {
    const first = await world.call();
    await world.after(60);
    const second = await world.call();
    await world.call({ to: SUZUKI });
    const since = world.clock.now();
    const found = await world.client.calls.list({ to: SATO, from: CENTER, startTimeAfter: since });
    expect(found.map(({ sid }) => sid)).toEqual([second.sid, first.sid]);
    expect(found[1]?.dateCreated).toEqual(new Date("2026-11-01T00:00:00Z"));
    expect(await world.client.calls.list({ status: "no-answer" })).toHaveLength(1);
    expect(await world.client.calls.list({ startTimeAfter: new Date("2026-11-02") })).toEqual([]);
  });

  it("is read page by page", async () => {
    for (let count = 0; count < 5; count++) await world.call();
    const all = await world.client.calls.list({ pageSize: 2 });
    expect(new Set(all.map(({ sid }) => sid)).size).toBe(5);
  });
});
