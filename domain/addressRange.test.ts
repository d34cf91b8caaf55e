import { describe, expect, it } from "vitest";
import { overlaps, readAddressRange, unmapped } from "./addressRange.ts";

const range = (text: string) => readAddressRange(text)!;

describe("ranges of addresses", () => {
  it.each([
    ["192.0.2.7", "192.0.2.0/24", true],
    ["192.0.3.7", "192.0.2.0/24", false],
    ["192.0.2.0/24", "192.0.2.128/25", true],
    ["0.0.0.0/0", "203.0.113.9", true],
    ["2001:db8::1", "2001:db8::/32", true],
    ["2001:db9::1", "2001:db8::/32", false],
    ["1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8", true],
    ["::1", "::/127", true],
    ["192.0.2.7", "::/0", false],
  ])("%s and %s overlap: %s", (one, other, expected) => {
    expect(overlaps(range(one), range(other))).toBe(expected);
    expect(overlaps(range(other), range(one))).toBe(expected);
  });

  it("an IPv4 address in IPv6's writing is itself", () => {
    expect(unmapped(range("::ffff:192.0.2.7"))).toEqual(range("192.0.2.7"));
    expect(unmapped(range("2001:db8::1"))).toEqual(range("2001:db8::1"));
  });

  it.each(["", "web01", "192.0.2", "192.0.2.256", "192.0.2.1/33", "::1/129", "192.0.2.1/", "1::2::3"])(
    "%o is none",
    (text) => {
      expect(readAddressRange(text)).toBeNull();
    },
  );
});
