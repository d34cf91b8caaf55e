import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ExchangeUnderTest, exchangeUnderTest, SATO, SUZUKI } from "./exchange.fixture.ts";

let world: ExchangeUnderTest;
beforeEach(async () => {
  world = await exchangeUnderTest();
  world.exchange.phones.script(SATO, { kind: "answer", press: "1" });
});
afterEach(() => world.stop());

describe("[RA2] an answer that does not say what happened", () => {
  it.each([
    [{ kind: "ring-then-error" as const }, 500],
    [{ kind: "ring-then-reset" as const }, "reset"],
  ])("%o: the telephone rings once all the same", async (fault, answered) => {
    world.exchange.faults.inject(fault, { number: SATO, times: 1 });
    await expect(world.call()).rejects.toThrow();
    await world.after(60);
    expect(world.exchange.rings(SATO)).toMatchObject([{ status: "completed", fault: fault.kind }]);
    expect(world.exchange.attempts.all()).toMatchObject([{ to: SATO, answered }]);
    await expect(world.call()).resolves.toMatchObject({ status: "queued" });
  });

  it("never answers, though the telephone rings and its callbacks come", async () => {
    world.exchange.faults.inject({ kind: "ring-then-silence" }, { times: 1 });
    const request = world.call();
    const outcome = await Promise.race([
      request.then(
        () => "answered",
        () => "failed",
      ),
      new Promise((resolve) => setTimeout(() => resolve("still waiting"), 200)),
    ]);
    expect(outcome).toBe("still waiting");
    await world.after(60);
    expect(world.told().at(-1)).toBe("completed");
    await world.sandbox.stop();
    await expect(request).rejects.toThrow();
  });

  it("answers slowly", async () => {
    world.exchange.faults.inject({ kind: "slow", seconds: 20 }, { times: 1 });
    const request = world.call();
    while (world.exchange.rings().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await world.after(19);
    expect(world.told()).toContain("completed");
    await world.after(1);
    await expect(request).resolves.toMatchObject({ to: SATO });
  });
});

describe("a refusal that rings nowhere", () => {
  it.each([
    [
      { kind: "refuse" as const, status: 500 },
      { status: 500, code: 20500 },
    ],
    [
      { kind: "refuse" as const, status: 503 },
      { status: 503, code: 20503 },
    ],
    [
      { kind: "refuse" as const, status: 429 },
      { status: 429, code: 20429 },
    ],
  ])("%o", async (fault, error) => {
    world.exchange.faults.inject(fault, { times: 1 });
    await expect(world.call()).rejects.toMatchObject(error);
    expect(world.exchange.rings()).toEqual([]);
    await expect(world.call()).resolves.toBeDefined();
  });

  it("resets the connection, at one number only", async () => {
    world.exchange.faults.inject({ kind: "reset" }, { number: SATO });
    await expect(world.call()).rejects.toThrow();
    await expect(world.call()).rejects.toThrow();
    await expect(world.call({ to: SUZUKI })).resolves.toBeDefined();
    world.exchange.faults.clear(SATO);
    await expect(world.call()).resolves.toBeDefined();
  });
});

describe("callbacks", () => {
  it.each([
    [{ kind: "callbacks-lost" as const }, []],
    [
      { kind: "callbacks-lost" as const, events: ["completed" as const] },
      ["initiated", "ringing", "in-progress"],
    ],
    [
      { kind: "callbacks-duplicated" as const },
      [
        "initiated",
        "initiated",
        "ringing",
        "ringing",
        "in-progress",
        "in-progress",
        "completed",
        "completed",
      ],
    ],
    [{ kind: "callbacks-reordered" as const }, ["ringing", "initiated", "completed", "in-progress"]],
  ])("%o", async (fault, told) => {
    world.exchange.faults.inject(fault, { number: SATO, times: 1 });
    await world.call();
    await world.after(60);
    expect(world.told()).toEqual(told);
    expect(world.exchange.rings()).toMatchObject([{ status: "completed" }]);
  });

  it("come late", async () => {
    world.exchange.faults.inject({ kind: "callbacks-delayed", seconds: 100 });
    await world.call();
    await world.after(60);
    expect(world.told()).toEqual([]);
    await world.after(60);
    expect(world.told()).toEqual(["initiated", "ringing", "in-progress", "completed"]);
  });
});

describe("looking up", () => {
  it("fails as often as told", async () => {
    world.exchange.faults.inject({ kind: "lookup-error" }, { times: 2 });
    const { sid } = await world.call();
    await expect(world.client.calls.list({ to: SATO })).rejects.toMatchObject({ status: 500 });
    await expect(world.client.calls(sid).fetch()).rejects.toMatchObject({ status: 500 });
    await expect(world.client.calls(sid).fetch()).resolves.toMatchObject({ sid });
  });

  it("finds a new call in the list only after a while", async () => {
    world.exchange.faults.inject({ kind: "list-lag", seconds: 10 });
    const { sid } = await world.call();
    expect(await world.client.calls.list({ to: SATO })).toEqual([]);
    await world.after(10);
    expect(await world.client.calls.list({ to: SATO })).toMatchObject([{ sid }]);
  });
});
