import { describe, expect, it } from "vitest";
import { talkSeconds } from "./outcome.ts";
import { messageCallTiming, requestAgainSeconds } from "./timing.ts";

const ringTimes = Array.from({ length: 180 }, (_, index) => index + 1);

it("[R5.2.2d] a conversation lasts two minutes at most", () => {
  expect(talkSeconds).toBe(120);
});

describe.each([1, 30, 180])("a call that rings %i s", (ringSeconds) => {
  it("[RA2] is not looked up while it may still ring", () => {
    expect(messageCallTiming(ringSeconds).firstLookSeconds).toBeGreaterThan(ringSeconds);
  });
});

it("[RA2] a call without a final callback is settled at most 30 s after its longest length", () => {
  for (const ringSeconds of ringTimes) {
    const { firstLookSeconds, lookAgainSeconds, longestSeconds } = messageCallTiming(ringSeconds);
    expect(longestSeconds).toBeGreaterThanOrEqual(ringSeconds + talkSeconds);
    let look = firstLookSeconds;
    while (look < longestSeconds) look += lookAgainSeconds;
    expect(look - (ringSeconds + talkSeconds)).toBeLessThanOrEqual(30);
  }
});

it("[RA2] an unknown request is settled within 60 s, even if each look takes its time", () => {
  const looks = [...messageCallTiming(30).unknownLooksSeconds];
  expect(looks).toEqual(looks.toSorted((one, other) => one - other));
  expect(looks.at(-1)).toBeLessThanOrEqual(30);
});

describe("[RA2] a call that surely was not placed is requested again", () => {
  it.each([
    ["after the first refusal", 1, null, 2],
    ["after the second", 2, null, 5],
    ["after the third", 3, null, 15],
    ["not sooner than the provider asks", 1, 7, 7],
    ["not sooner than usual where the provider asks for less", 3, 1, 15],
    ["not later than after a minute: the next in the list waits", 1, 3_600, 60],
  ])("%s", (_when, refusals, retryAfter, waitSeconds) => {
    expect(requestAgainSeconds(refusals, retryAfter)).toBe(waitSeconds);
  });
  it("but not for ever", () => {
    expect(requestAgainSeconds(4, null)).toBeNull();
    expect(requestAgainSeconds(4, 10)).toBeNull();
  });
});
