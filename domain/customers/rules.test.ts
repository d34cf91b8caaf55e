import fc from "fast-check";
import { expect, it } from "vitest";
import type { Match, Rule, TimeBand } from "./configuration.ts";
import { fitsGlob, type MatchedAlert, matchesEverything, matchRule, systemOfNode } from "./rules.ts";

const anything: Match = { system: null, node: null, alarm: null, level: [], time: null };
const rule = (name: string, match: Partial<Match>): Rule => ({
  name,
  match: { ...anything, ...match },
  notify: null,
  repeatMinutes: 30,
  closeAfterMinutes: null,
  firstResponse: null,
  escalation: null,
});
const acme = {
  customer: "acme",
  rules: [
    rule("shop web", { system: "shop", node: "web*", alarm: "HTTP*", level: ["high"] }),
    rule("nights", { node: "db01", time: "afterHours" }),
    rule("low", { level: ["low", "middle"], alarm: "*CPU*" }),
    rule("everything else", {}),
  ],
};
const down: MatchedAlert = { system: "shop", node: "web01", alarm: "HTTP", level: "high" };

it.each<[string, Partial<MatchedAlert>, TimeBand, string]>([
  ["all fits", {}, "businessHours", "shop web"],
  ["a longer alarm fits the glob", { alarm: "HTTPS 応答" }, "businessHours", "shop web"],
  ["no system matches no rule that asks for one", { system: null }, "businessHours", "everything else"],
  ["globs do not fold case", { node: "WEB01" }, "businessHours", "everything else"],
  ["another level", { level: "middle" }, "businessHours", "everything else"],
  ["exact without a star", { node: "db01" }, "afterHours", "nights"],
  ["the band decides", { node: "db01" }, "businessHours", "everything else"],
  ["one of several levels", { alarm: "High CPU load", level: "low" }, "businessHours", "low"],
])("[R5.1a] %s", (_why, change, band, expected) => {
  expect(matchRule(acme, { ...down, ...change }, band).name).toBe(expected);
});

it.each<[Partial<Match>, boolean]>([
  [{}, true],
  [{ node: "*", alarm: "**" }, true],
  [{ level: ["low", "high", "middle"] }, true],
  [{ system: "*" }, false],
  [{ level: ["low", "low", "high"] }, false],
  [{ time: "businessHours" }, false],
  [{ alarm: "" }, false],
])("says whether %j matches everything: %s", (match, expected) => {
  expect(matchesEverything({ ...anything, ...match })).toBe(expected);
});

it("fits globs as the obvious regular expression does", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", ".", "\n"), maxLength: 8 });
  const glob = fc.string({ unit: fc.constantFrom("a", "b", ".", "*"), maxLength: 6 });
  fc.assert(
    fc.property(glob, text, (pattern, value) => {
      const escaped = pattern.replaceAll(".", "\\.").replaceAll("*", ".*");
      expect(fitsGlob(pattern, value)).toBe(new RegExp(`^${escaped}$`, "s").test(value));
    }),
  );
});

it("[R5.1a] finds the system of a node by its target's name or host, where there is one such target", () => {
  const target = (host: string | null) => ({
    host,
    connect: null,
    ec2: null,
    autoscale: false,
    downtime: [],
  });
  const system = (targets: Record<string, string | null>) => ({
    name: "x",
    cloud: null,
    emergency: [],
    targets: Object.fromEntries(Object.entries(targets).map(([name, host]) => [name, target(host)])),
  });
  const systems = {
    shop: system({ web01: "10.0.1.11", web02: "web02", "10.0.1.11b": null }),
    mail: system({ mx: "10.0.2.1", web03: "10.0.1.12" }),
    test: system({ web03: "10.0.3.1" }),
  };
  expect(systemOfNode({ systems }, "web01")).toBe("shop");
  expect(systemOfNode({ systems }, "10.0.1.11")).toBe("shop");
  expect(systemOfNode({ systems }, "web02")).toBe("shop");
  expect(systemOfNode({ systems }, "10.0.2.1")).toBe("mail");
  expect(systemOfNode({ systems }, "web03")).toBeNull();
  expect(systemOfNode({ systems }, "web04")).toBeNull();
});
