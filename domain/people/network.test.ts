import { describe, expect, it } from "vitest";
import { networkOf, plainAddress } from "./network.ts";

describe("an address", () => {
  it.each([
    ["192.0.2.1", "192.0.2.1"],
    ["::ffff:192.0.2.1", "192.0.2.1"],
    ["::FFFF:c000:0201", "192.0.2.1"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["2001:DB8:0:0:ffff:1:2:3", "2001:db8:0:0::/64"],
    ["2001:db8:0:1::1", "2001:db8:0:1::/64"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["unknown", "unknown"],
  ])("[RA4] %s is counted as %s", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it("is shown unchanged, an IPv4 address in its usual form", () => {
    expect(["::ffff:192.0.2.1", "2001:db8::1", "192.0.2.1", "unknown"].map(plainAddress)).toEqual([
      ...["192.0.2.1", "2001:db8::1", "192.0.2.1", "unknown"],
    ]);
  });
});
