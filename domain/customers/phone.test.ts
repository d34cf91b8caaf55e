import { expect, it } from "vitest";
import { mayBeRung } from "./callCountries.ts";
import { doubtAbout, readPhone } from "./phone.ts";

it.each([
  ["090-1234-5678", "+819012345678"],
  ["+819023456789", "+819023456789"],
  ["+81 (0)90-1234-5678", "+819012345678"],
  ["０９０−１２３４−５６７８", "+819012345678"],
  ["03-1234-5678", "+81312345678"],
  ["0123-45-6789", "+81123456789"],
  ["050-1234-5678", "+815012345678"],
  ["070-0000-0001", "+817000000001"],
  ["060-1234-5678", "+816012345678"],
  ["030-1234-5678", "+813012345678"],
  ["+81 40 1234 5678", "+814012345678"],
  ["+1 202-555-0123", "+12025550123"],
  ["+15005550006", "+15005550006"],
])("[R2.7.2] reads %s as %s", (written, phone) => {
  expect(readPhone(written)).toEqual({ phone });
});

it.each([
  ["110"],
  ["118"],
  ["119"],
  ["+81110"],
  ["+81 119"],
  ["104"],
  ["0120-123-456"],
  ["+81120123456"],
  ["0570-000-000"],
  ["+81570000000"],
  ["0800-123-4567"],
  ["+818001234567"],
  ["0990-123456"],
  ["00777-123-456"],
  ["+1 800-555-1234"],
  ["020-1234-5678"],
  ["+812012345678"],
])("[R2.7.2] refuses %s, which is no person's number", (written) => {
  expect(readPhone(written)).toHaveProperty("problem", expect.stringContaining("refused"));
});

it.each([
  [""],
  ["sato"],
  ["090-1234"],
  ["090-1234-56789"],
  ["call 090-1234-5678"],
  ["+81911"],
  ["#9110"],
  ["010-1234-5678"],
  ["030-1234-567"],
])("[R2.7.2] refuses %j, which nobody can dial", (written) => {
  expect(readPhone(written)).toHaveProperty("problem", expect.stringMatching(/^expected/));
});

it("refuses an extension instead of losing it", () => {
  expect(readPhone("03-1234-5678 ext. 12")).toEqual({ problem: "expected a phone number without extension" });
});

it("[R2.7.2] takes a Japanese mobile's range that nobody knows yet, and says that it is in doubt", () => {
  for (const written of ["030-1234-5678", "+81 40 1234 5678", "０７０−００００−０００１", "090-0000-0000"]) {
    const read = readPhone(written);
    expect(mayBeRung("phone" in read ? read.phone : "", ["JP"]), written).toBe(true);
    expect(doubtAbout(written), written).toContain("no known range of telephone numbers holds");
  }
  for (const written of ["060-1234-5678", "090-1234-5678", "050-1234-5678", "03-1234-5678", "+12025550123"])
    expect(doubtAbout(written), written).toBeNull();
  // A number that is refused gets no warning.
  expect(doubtAbout("0120-123-456")).toBeNull();
});

it.each([
  "090\u200b-1234-5678",
  "\ufeff090-1234-5678",
  "\u202a090-1234-5678\u202c",
  "090\u00ad1234\u20605678",
])("[R2.7.2] refuses %j, which holds more than can be seen", (written) => {
  expect(readPhone(written)).toHaveProperty("problem", expect.stringContaining("can be seen"));
});
