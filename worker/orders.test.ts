import { ApplicationFailure } from "@temporalio/common";
import { describe, expect, it } from "vitest";
import { orderActivities } from "./orders.ts";

const counted: string[] = [];
const failures = { count: (activity: string) => void counted.push(activity) };
const never = new Promise<never>(() => undefined);
const { carryOutOrders } = orderActivities(
  {
    greet: async (name: string) => `hello ${name}`,
    note: async () => undefined,
    hang: () => never,
    break: () => Promise.reject(new Error("sato@customer.example broke")),
    pauseFor: () =>
      Promise.reject(ApplicationFailure.create({ type: "NotYet", message: "later", nextRetryDelay: "15s" })),
    refuse: () =>
      Promise.reject(ApplicationFailure.create({ type: "No", message: "never", nonRetryable: true })),
  },
  failures,
);

describe("orders of a workflow", () => {
  it("are answered in their order, and one that fails or hangs holds up none", async () => {
    const answers = await carryOutOrders([
      { activity: "hang", args: [], limitMilliseconds: 20 },
      { activity: "greet", args: ["sato"] },
      { activity: "refuse", args: [] },
      { activity: "note", args: [] },
      { activity: "greet", args: ["ito"], limitMilliseconds: 20_000 },
    ]);
    expect(answers).toEqual([
      { activity: "hang", slow: true },
      { activity: "greet", done: "hello sato" },
      { activity: "refuse", failed: { type: "No", message: "never", retryAfterMilliseconds: null } },
      { activity: "note", done: undefined },
      { activity: "greet", done: "hello ito" },
    ]);
  });

  it("that fail say when to try again, and the failure is counted under the activity's own name", async () => {
    counted.length = 0;
    const answers = await carryOutOrders([
      { activity: "pauseFor", args: [] },
      { activity: "break", args: [], limitMilliseconds: 20_000 },
    ]);
    expect(answers).toMatchObject([
      { failed: { type: "NotYet", retryAfterMilliseconds: 15_000 } },
      { failed: { retryAfterMilliseconds: 2_000 } },
    ]);
    expect(counted.toSorted()).toEqual(["break", "pauseFor"]);
  });

  it("[R2.4] tell no address where they fail", async () => {
    const answers = await carryOutOrders([{ activity: "break", args: [] }]);
    expect(JSON.stringify(answers)).not.toContain("sato@");
  });

  it("of an unknown activity are a fault of ours", async () => {
    await expect(carryOutOrders([{ activity: "dance", args: [] }])).rejects.toThrow("dance");
  });
});
