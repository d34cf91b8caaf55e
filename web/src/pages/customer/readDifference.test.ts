import { expect, it } from "vitest";
import { describeDifference } from "../../../../domain/customers/difference.ts";
import { readDifference } from "./readDifference.ts";

const phone = { kind: "changed", path: "contacts.sato.phone", before: "+8190", after: "+8180" } as const;

it.each([
  [phone, ["changed", "contacts.sato.phone", '"+8190"', '"+8180"']],
  [
    { kind: "added", path: "contacts.abe", after: { name: "阿部: 一" } },
    ["added", "contacts.abe", null, '{"name":"阿部: 一"}'],
  ],
  [{ kind: "removed", path: "chat.ops", before: null }, ["removed", "chat.ops", "null", null]],
  [
    { kind: "changed", path: "rules.web", before: "a → b", after: ["c → d"] },
    ["changed", "rules.web", '"a → b"', '["c → d"]'],
  ],
  [
    { kind: "changed", path: "chat.wall.url", before: "https://a", after: "https://b" },
    ["changed", "chat.wall.url", "(an address, not shown)", "(an address, not shown)"],
  ],
] as const)("[R2.x] takes apart what the import says of %j", (difference, expected) => {
  const { kind, path, before, after } = readDifference(describeDifference(difference));
  expect([kind, path, before, after]).toEqual(expected);
});
