import { expect, it } from "vitest";
import type { AlertRow } from "../../db/schema/index.ts";

import { readCustomerFile } from "../../domain/customers/file.ts";
import { fileWith } from "../../domain/customers/testFiles.ts";
import { newIncident, type Pinned } from "./opening.ts";

const { configuration } = readCustomerFile(
  fileWith("rules: [{ name: all, match: {}, notify: { mail: { to: [sato] } } }]"),
);
const pinned: Pinned = { version: 1, configuration: configuration! };
const now = new Date("2026-11-22T09:00:00Z");
const alert: AlertRow = {
  id: 1,
  customer: "acme",
  source: "prometheus",
  kind: "alertmanager",
  dedupKey: "k",
  series: "s",
  status: "firing",
  level: "high",
  system: null,
  node: "web01",
  alarm: "HTTP",
  value: null,
  log: null,
  details: {},
  occurredAt: null,
  startedAt: null,
  acceptedAt: now,
  incident: null,
  sequence: null,
  joins: false,
  leaseUntil: null,
  relayedAt: null,
};
const unreadable = { ...alert, details: { unreadable: ["labels.rack expected a text"] } };
const opened = (row: AlertRow, assigned: string | null = null) => {
  const { rule, state } = newIncident(row, pinned, assigned, now);
  return { rule, state };
};

it("[R5.1a] an unreadable alert goes to triage, whatever rule its remains match", () => {
  expect(opened(alert)).toEqual({ rule: "all", state: "open" });
  expect(opened(unreadable)).toEqual({ rule: null, state: "triage" });
  expect(opened({ ...unreadable, kind: "native" })).toEqual({ rule: "all", state: "open" });
});

it("until operators have assigned its key", () => {
  expect(opened(unreadable, "all")).toEqual({ rule: "all", state: "open" });
});
