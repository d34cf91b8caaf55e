import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../db/testDatabase.ts";
import type { SourceKind } from "../../domain/alerts/alert.ts";
import { adapters } from "./adapters/index.ts";
import { givenSource, startIntake, type TestIntake } from "./testIntake.ts";

let database: TestDatabase;
let intake: TestIntake;
const keys: Partial<Record<SourceKind, string>> = {};

beforeAll(async () => {
  database = await createTestDatabase();
  intake = await startIntake(database);
  for (const kind of Object.keys(adapters) as (keyof typeof adapters)[])
    keys[kind] = await givenSource(database, "acme", kind, kind);
});
afterAll(async () => {
  await intake.close();
  await database.drop();
});

const text = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("\0", "\ud800", "__proto__", "監視"));
const anything = fc.jsonValue({ stringUnit: "binary" });
/** A random value for a field, mostly of the right type. */
const field = (right: fc.Arbitrary<unknown>) => fc.oneof({ weight: 8, arbitrary: right }, anything);
const time = field(
  fc.oneof(
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    fc.constantFrom("0001-01-01T00:00:00Z", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00", ""),
  ),
);
const record = (model: Record<string, fc.Arbitrary<unknown>>) => fc.record(model, { requiredKeys: [] });

const nativeAlert = record({
  node: field(text),
  alarm: field(text),
  status: field(fc.constantFrom("firing", "recovered")),
  level: field(fc.constantFrom("low", "middle", "high")),
  value: anything,
  log: anything,
  key: field(text),
  system: field(text),
  occurredAt: time,
  details: field(fc.dictionary(text, anything)),
});
const labelled = record({
  status: field(fc.constantFrom("firing", "resolved")),
  labels: field(fc.dictionary(fc.oneof(text, fc.constantFrom("alertname", "node", "instance")), text)),
  annotations: field(fc.dictionary(text, text)),
  startsAt: time,
  endsAt: time,
  fingerprint: field(text),
  generatorURL: anything,
});
const webhook = record({ alerts: field(fc.array(field(labelled))) });
const event = record({
  event_action: field(fc.constantFrom("trigger", "acknowledge", "resolve")),
  dedup_key: field(text),
  payload: record({
    summary: field(text),
    source: field(text),
    timestamp: time,
    custom_details: anything,
    severity: field(fc.constantFrom("critical", "error", "warning", "info")),
  }),
  links: anything,
  client: anything,
});

const bodies: Record<keyof typeof adapters, fc.Arbitrary<unknown>> = {
  native: fc.oneof(nativeAlert, fc.array(nativeAlert), anything),
  alertmanager: fc.oneof(webhook, anything),
  grafana: fc.oneof(webhook, anything),
  pagerduty: fc.oneof(event, anything),
};

it.each(Object.keys(bodies) as (keyof typeof bodies)[])("[RA3] %s: any JSON is 202 or 400", async (kind) => {
  const seen = new Set<number>();
  await fc.assert(
    fc.asyncProperty(bodies[kind], async (body) => {
      const routed = kind === "pagerduty" && typeof body === "object" && !Array.isArray(body);
      const sent = routed ? { ...body, routing_key: keys[kind] } : body;
      const bearer = { authorization: `Bearer ${keys[kind]}` };
      const { status } = await intake.post(adapters[kind].path, JSON.stringify(sent), bearer);
      seen.add(status);
      expect([202, 400]).toContain(status);
    }),
    { numRuns: 300 },
  );
  expect(seen).toEqual(new Set([202, 400]));
});
