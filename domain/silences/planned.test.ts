import { expect, it } from "vitest";
import type { CustomerConfiguration, Downtime } from "../customers/configuration.ts";
import { goingOn, plannedSilences } from "./planned.ts";

const now = new Date("2026-11-25T01:00:00Z");

function planned(downtime: Downtime[], { host = null as string | null, timezone = "Asia/Tokyo" } = {}) {
  const target = { host, connect: null, ec2: null, autoscale: false, downtime };
  const systems = { shop: { name: "shop", cloud: null, emergency: [], targets: { web01: target } } };
  const configuration: CustomerConfiguration = {
    customer: "acme",
    name: "アクメ",
    plan: "basic",
    timezone,
    calendar: { businessHours: "Mon-Fri 09:00-18:00", holidays: "japan", closed: [] },
    contacts: {},
    chat: {},
    sources: {},
    systems,
    rules: [],
  };
  return plannedSilences(configuration, now);
}

const every = "Sun 02:00-04:00";

it("[R2.4] covers a target by its name and its host", () => {
  expect(planned([{ every }], { host: "10.0.1.11" })[0]?.targets).toEqual(["web01", "10.0.1.11"]);
  expect(planned([{ every }], { host: "web01" })[0]?.targets).toEqual(["web01"]);
  expect(planned([{ every }])[0]).toMatchObject({ targets: ["web01"], alarms: null, requestedBy: "toban" });
});

it("[R2.4] weekly hours hold from now on; a period without an offset is by the customer's clock", () => {
  const times = planned(
    [
      { every },
      { from: "2026-12-01T00:00+09:00", until: "2026-12-01T06:00+09:00" },
      { from: "2026-12-01T00:00", until: "2026-12-01T06:00" },
    ],
    { timezone: "Europe/Berlin" },
  ).map(({ planned: place, from, until }) => [place, from.toISOString(), until.toISOString()]);
  expect(times).toEqual([
    ["shop/web01/0", "2026-11-25T01:00:00.000Z", "2100-01-01T00:00:00.000Z"],
    ["shop/web01/1", "2026-11-30T15:00:00.000Z", "2026-11-30T21:00:00.000Z"],
    ["shop/web01/2", "2026-11-30T23:00:00.000Z", "2026-12-01T05:00:00.000Z"],
  ]);
});

it("[R2.4] a period beyond all calendars is cut, or left out", () => {
  const far = (from: string) => planned([{ from, until: "9999-12-31T23:59-12:00" }]);
  expect(far("2099-12-31T00:00Z")[0]?.until).toEqual(new Date("2100-01-01T00:00:00Z"));
  expect(far("2101-01-01T00:00Z")).toEqual([]);
});

it("[R2.4] weekly hours that stay the same go on; others begin anew", () => {
  const before = planned([{ every }]).map((one) => ({ ...one, from: new Date("2026-01-01T00:00:00Z") }));
  const from = (after: ReturnType<typeof planned>) => goingOn(after, before)[0]?.from;
  expect(from(planned([{ every }]))).toEqual(new Date("2026-01-01T00:00:00Z"));
  expect(from(planned([{ every: "Sat 02:00-04:00" }]))).toEqual(now);
  expect(from(planned([{ every }], { host: "10.0.1.11" }))).toEqual(now);
  expect(from(planned([{ every }], { timezone: "Europe/Berlin" }))).toEqual(now);
});
