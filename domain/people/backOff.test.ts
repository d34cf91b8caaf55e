import { expect, it } from "vitest";
import { backOffByName, waitSeconds } from "./backOff.ts";

it("[RA4] four slips cost no wait; then each further one doubles the wait, up to a quarter of an hour", () => {
  const waits = [0, 1, 4, 5, 6, 7, 8, 9, 10, 11, 1_000].map((failures) =>
    waitSeconds(backOffByName, failures),
  );
  expect(waits).toEqual([0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]);
});
