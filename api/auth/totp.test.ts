import { expect, it } from "vitest";
import { totpCode, totpStepAt, totpStepOf } from "./totp.ts";

const secret = "12345678901234567890";

it.each([
  [59, "287082"],
  [1111111109, "081804"],
  [1234567890, "005924"],
  [20000000000, "353130"],
])("[RA4] knows the codes of RFC 6238, appendix B: at %d s %s", (seconds, code) => {
  expect(totpCode(secret, totpStepAt(new Date(seconds * 1_000)))).toBe(code);
});

it("[RA4] a code belongs to its period, and not to one long past", () => {
  const now = new Date("2026-11-22T03:27:15.000Z");
  const step = totpStepAt(now);
  const found = [-2, -1, 0, 1, 2].map((offset) => totpStepOf(secret, totpCode(secret, step + offset), now));
  expect(found).toEqual([null, step - 1, step, step + 1, null]);
});
