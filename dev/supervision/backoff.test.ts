import { expect, it } from "vitest";
import { backoff } from "./backoff.ts";

it("restarts at once, then ever later, and never later than within 10 s", () => {
  const delays = backoff();
  const seen = Array.from({ length: 8 }, () => delays.nextDelayMilliseconds(100));
  expect(seen).toEqual([0, 500, 1_000, 2_000, 4_000, 5_000, 5_000, 5_000]);
});

it("forgets the faults of a part that was well for a while", () => {
  const delays = backoff();
  delays.nextDelayMilliseconds(100);
  delays.nextDelayMilliseconds(100);
  expect(delays.nextDelayMilliseconds(30_000)).toBe(0);
  expect(delays.nextDelayMilliseconds(100)).toBe(500);
});
