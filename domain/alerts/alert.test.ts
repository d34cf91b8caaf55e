import fc from "fast-check";
import { expect, it } from "vitest";
import { dedupKey } from "./alert.ts";

const web01 = { key: null, system: "shop", node: "web01", alarm: "HTTP" };

it("[R5.1c] the tool's own key is the key", () => {
  expect(dedupKey({ ...web01, key: "Disk / on web01" })).toBe("Disk / on web01");
});
it("[R5.1c] is otherwise system, node and alarm", () => {
  expect(dedupKey(web01)).toBe("shop:web01:HTTP");
  expect(dedupKey({ ...web01, system: null })).toBe(":web01:HTTP");
});
it("[R5.1c] is exact, never folded", () => {
  expect(dedupKey({ ...web01, node: "WEB01" })).not.toBe(dedupKey(web01));
  expect(dedupKey({ ...web01, node: "web01 " })).not.toBe(dedupKey(web01));
});

it("[R5.1c] two nodes or alarms never share a key, whatever their names", () => {
  const name = fc.string({ unit: fc.constantFrom("a", ":", "%", "3A", "日") });
  const alert = fc.record({ key: fc.constant(null), system: name, node: name, alarm: name });
  fc.assert(
    fc.property(alert, alert, (one, other) => {
      const same = one.system === other.system && one.node === other.node && one.alarm === other.alarm;
      expect(dedupKey(one) === dedupKey(other)).toBe(same);
    }),
  );
});
