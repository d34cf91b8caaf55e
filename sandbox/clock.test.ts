import { describe, expect, it } from "vitest";
import { manualClock, realClock } from "./clock.ts";

const start = new Date("2026-11-01T00:00:00Z");
const at = (seconds: number) => new Date(start.getTime() + seconds * 1000);

describe("manual clock", () => {
  it("runs what is due in order of time and waits for each act", async () => {
    const clock = manualClock(start);
    const seen: string[] = [];
    clock.after(2000, () => void seen.push(`late at ${clock.now().toISOString()}`));
    clock.after(1000, async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      seen.push(`early at ${clock.now().toISOString()}`);
    });
    await clock.advanceTo(at(3));
    expect(seen).toEqual(["early at 2026-11-01T00:00:01.000Z", "late at 2026-11-01T00:00:02.000Z"]);
    expect(clock.now()).toEqual(at(3));
  });

  it("runs what an act began, if that is due too", async () => {
    const clock = manualClock(start);
    const seen: number[] = [];
    const every = () => {
      seen.push(clock.now().getTime() - start.getTime());
      clock.after(1000, every);
    };
    clock.after(1000, every);
    await clock.advanceTo(at(3));
    expect(seen).toEqual([1000, 2000, 3000]);
    expect(clock.nextDueAt()).toEqual(at(4));
  });

  it("forgets what was cancelled, and never goes back", async () => {
    const clock = manualClock(start);
    let ran = false;
    const cancel = clock.after(1000, () => {
      ran = true;
    });
    cancel();
    await clock.advanceTo(at(5));
    await clock.advanceTo(at(2));
    expect(ran).toBe(false);
    expect(clock.now()).toEqual(at(5));
    expect(clock.nextDueAt()).toBeNull();
  });

  it("takes two callers one after the other", async () => {
    const clock = manualClock(start);
    const seen: string[] = [];
    clock.after(1000, async () => {
      await new Promise((resolve) => setTimeout(resolve, 10));
      seen.push("first");
    });
    clock.after(2000, () => void seen.push("second"));
    await Promise.all([clock.advanceTo(at(1)), clock.advanceTo(at(2))]);
    expect(seen).toEqual(["first", "second"]);
  });
});

it("real clock runs an act after its time and can cancel it", async () => {
  const clock = realClock();
  const seen: string[] = [];
  clock.after(5, () => void seen.push("ran"));
  clock.after(5, () => void seen.push("cancelled"))();
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(seen).toEqual(["ran"]);
});
