import { expect, it } from "vitest";
import { type Way, whyNotReached } from "./addressGuard.ts";
import { readAddressRange } from "./addressRange.ts";

const ranges = (...texts: string[]) => texts.map((text) => readAddressRange(text)!);
const known = { allowed: [], own: ranges("203.0.113.7", "10.9.9.9") };

it.each([
  ...["127.0.0.1", "127.8.8.8", "0.0.0.0", "::1", "::", "169.254.169.254", "169.254.1.1", "fe80::1%eth0"],
  ...["fd00:ec2::254", "100.100.100.200", "168.63.129.16", "224.0.0.1", "255.255.255.255", "ff02::1"],
  ...["::ffff:127.0.0.1", "::ffff:a9fe:a9fe", "64:ff9b::7f00:1", "64:ff9b::169.254.169.254", "2002:7f00:1::"],
  ...["::127.0.0.1", "203.0.113.7", "::ffff:203.0.113.7", "10.9.9.9", "no address", ""],
])("[RA3] %s is reached for nothing that a customer names", (address) => {
  for (const way of ["target", "webhook", "webhook-in-clear"] as const)
    expect(whyNotReached(address, way, known), way).not.toBeNull();
});

it.each(["10.0.1.11", "172.31.0.1", "192.168.1.1", "100.64.0.1", "fd12::1", "::ffff:10.0.1.11"])(
  "[RA3] %s is a target's, and no webhook's",
  (address) => {
    expect(whyNotReached(address, "target", known)).toBeNull();
    expect(whyNotReached(address, "webhook", known)).toBe("private");
  },
);

it("[RA3] a public webhook is reached only over https", () => {
  for (const address of ["198.51.100.1", "2606:4700::1111"]) {
    expect(whyNotReached(address, "webhook", known)).toBeNull();
    expect(whyNotReached(address, "target", known)).toBeNull();
    expect(whyNotReached(address, "webhook-in-clear", known)).toBe("in-clear");
  }
});

it.each([
  ["127.0.0.1", "webhook-in-clear"],
  ["::ffff:127.0.0.1", "target"],
  ["10.9.9.9", "webhook"],
] satisfies [string, Way][])("[RA3] inside ALLOW_NETWORKS %s is taken as a %s", (address, way) => {
  const allowed = ranges("127.0.0.0/8", "10.9.0.0/16");
  expect(whyNotReached(address, way, { ...known, allowed })).toBeNull();
  expect(whyNotReached("169.254.169.254", way, { ...known, allowed })).not.toBeNull();
});
