import { describe, expect, it } from "vitest";
import { authenticatedAt, claimsSecondFactor, isFresh } from "./proof.ts";

describe("what the company's login says of how somebody proved who they are", () => {
  it.each([
    { amr: ["mfa"] },
    { amr: ["pwd", "otp"] },
    { amr: ["pin", "hwk"] },
    { acr: "phr" },
    { acr: "https://refeds.org/profile/mfa" },
  ])("[RA4] %j is a second factor", (claims) => {
    expect(claimsSecondFactor(claims)).toBe(true);
  });

  it.each([
    {},
    { amr: ["pwd"] },
    { amr: ["pwd", "pin"] },
    { amr: ["otp"] },
    { amr: "mfa" },
    { amr: null, acr: 1 },
    { acr: "1" },
    { acr: "gold" },
  ])("[RA4] %j is none", (claims) => {
    expect(claimsSecondFactor(claims)).toBe(false);
  });

  it("[RA4] counts as fresh for ten minutes, and never where it does not say when", () => {
    const now = new Date("2026-11-22T03:27:15.000Z");
    const seconds = now.getTime() / 1_000;
    const freshAfter = (ago: unknown) =>
      isFresh({ authenticatedAt: authenticatedAt({ auth_time: ago }) }, now);
    expect([seconds, seconds - 600, seconds - 601].map(freshAfter)).toEqual([true, true, false]);
    expect([undefined, null, "", `${seconds}`, -1, 1.5, Number.NaN].map(freshAfter)).not.toContain(true);
  });
});
