import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { whileItRuns } from "./whileItRuns.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Writes output that grows by a letter every 50 ms for this long. */
async function growing(milliseconds: number, write: (output: string) => Promise<void>) {
  const shown = whileItRuns(write);
  let text = "";
  for (let passed = 0; passed < milliseconds; passed += 50) {
    text += "x";
    shown.printed(() => text);
    await vi.advanceTimersByTimeAsync(50);
  }
  return shown;
}

it("[R5.6] writes all output so far, once a second", async () => {
  const lengths: number[] = [];
  const { end } = await growing(3_500, async (output) => void lengths.push(output.length));
  await end();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(lengths).toEqual([20, 40, 60]);
});

it("[R5.6] writes nothing for a command that ends within a second or prints nothing more", async () => {
  const written: string[] = [];
  const write = async (output: string) => void written.push(output);
  const { end } = await growing(900, write);
  await end();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(written).toEqual([]);
  await growing(50, write);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(written).toEqual(["x"]);
});

it("[R5.6] never overwrites the step's result, and stops no step when the database fails", async () => {
  const order: string[] = [];
  const { end } = await growing(1_050, async () => {
    await new Promise((resolve) => setTimeout(resolve, 400));
    order.push("written");
    throw new Error("the database is away");
  });
  const ended = end().then(() => order.push("ended"));
  await vi.advanceTimersByTimeAsync(5_000);
  await ended;
  expect(order).toEqual(["written", "ended"]);
});
