import fc from "fast-check";
import { expect, it } from "vitest";
import type { CustomerConfiguration } from "../customers/configuration.ts";
import { DomainError } from "../errors.ts";
import { extendSilence } from "./changes.ts";
import { beginningNow, faultsOfRequest, isAskedTooLate, namesToLookUp } from "./request.ts";
import { spanFrom } from "./spans.ts";

const now = new Date("2026-11-25T01:00:00Z");
const day = 24 * 3600_000;
const configuration: CustomerConfiguration = {
  customer: "acme",
  name: "アクメ",
  plan: "basic",
  timezone: "Asia/Tokyo",
  calendar: { businessHours: "Mon-Fri 09:00-18:00", holidays: "japan", closed: [] },
  contacts: {},
  chat: {},
  sources: {},
  systems: {},
  rules: [],
};
const all = { system: null, targets: "all" as const, alarms: null };
const silence = {
  id: 1,
  timezone: "Asia/Tokyo",
  needsYes: false,
  answer: null,
  answeredBy: null,
  planned: null,
};

const instants = fc
  .integer({ min: -800 * day, max: 800 * day })
  .map((after) => new Date(now.getTime() + after));
const times = fc.record({
  from: instants,
  until: instants,
  every: fc.constantFrom(null, "Sun 02:00-04:00", "Mon-Fri 22:00-06:00"),
});
const isWithinLimits = ({ from, until }: { from: Date; until: Date }): boolean =>
  until > now && until > from && until.getTime() - Math.max(from.getTime(), now.getTime()) <= 366 * day;

it("[R5.10a] what is accepted ends later than now, in at most 366 days, and has an hour; all else is refused", () => {
  fc.assert(
    fc.property(times, (asked) => {
      const faults = faultsOfRequest({ ...all, ...asked }, { configuration, seenNodes: new Set(), now });
      const isUsable =
        isWithinLimits(asked) && spanFrom(beginningNow(asked, now), "Asia/Tokyo", now) !== null;
      expect(faults.length === 0).toBe(isUsable);
    }),
  );
});

it("[R5.10b] the later it is asked for, the likelier it needs a yes", () => {
  fc.assert(
    fc.property(instants, instants, instants, (from, one, other) => {
      const asked = { from, until: new Date(from.getTime() + day), every: null };
      const [early, late] = one < other ? [one, other] : [other, one];
      const isLate = (at: Date) => isAskedTooLate(beginningNow(asked, at), configuration, at);
      if (isLate(early)) expect(isLate(late)).toBe(true);
    }),
  );
});

it("[R5.10a] an extension keeps to the same limits, and never shortens", () => {
  fc.assert(
    fc.property(times.filter(isWithinLimits), instants, ({ from, until }, later) => {
      const kept = { ...silence, ...all, from, until, every: null, endedAt: null };
      const extend = () => extendSilence(kept, later, { calendar: null, now });
      if (later > until && isWithinLimits({ from, until: later })) expect(extend()).toEqual({ until: later });
      else expect(extend).toThrow(DomainError);
    }),
  );
});

it("[R5.10] a name that is no target is looked up among alerts, and refused with its place if none has it", () => {
  const web01 = { host: "10.0.1.11" } as CustomerConfiguration["systems"][string]["targets"][string];
  const systems = {
    shop: { name: "通販", targets: { web01 } },
  } as unknown as CustomerConfiguration["systems"];
  const withShop = { ...configuration, systems };
  const targets = ["web01", "10.0.1.11", "web*", "db01", "db02"];
  const asked = { ...all, targets, from: now, until: new Date(now.getTime() + day), every: null };
  expect(namesToLookUp(asked, withShop)).toEqual(["db01", "db02"]);
  const faults = faultsOfRequest(asked, { configuration: withShop, seenNodes: new Set(["db01"]), now });
  expect(faults.map(({ path }) => path)).toEqual(["targets[4]"]);
});
