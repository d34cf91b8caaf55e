import { expect, it } from "vitest";
import { shownPhone } from "./shownPhone.ts";

it.each([
  ["+819012345678", "090-1234-5678"],
  ["+815012345678", "050-1234-5678"],
  ["+81312345678", "03-1234-5678"],
  ["+81422123456", "+81422123456"],
  ["+14155550123", "+14155550123"],
])("%s is shown as %s", (phone, shown) => {
  expect(shownPhone(phone)).toBe(shown);
});
