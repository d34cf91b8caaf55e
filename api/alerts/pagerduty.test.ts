import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asc } from "../../db/drizzle.ts";
import { alerts } from "../../db/schema/index.ts";
import { createTestDatabase, type TestDatabase } from "../../db/testDatabase.ts";
import { givenSource, startIntake, type TestIntake } from "./testIntake.ts";

let database: TestDatabase;
let intake: TestIntake;
let routing_key: string;

beforeAll(async () => {
  database = await createTestDatabase();
  intake = await startIntake(database);
  routing_key = await givenSource(database, "acme", "events", "pagerduty");
});
beforeEach(() => database.db.delete(alerts));
afterAll(async () => {
  await intake.close();
  await database.drop();
});

const enqueue = (event: object, headers = {}) =>
  intake.post("/v2/enqueue", { routing_key, ...event }, headers);
const stored = () => database.db.select().from(alerts).orderBy(asc(alerts.id));
const payload = { summary: "HTTP is down", source: "web01", severity: "critical" };
const trigger = { event_action: "trigger", dedup_key: "http-web01", payload };

describe("POST /v2/enqueue", () => {
  it("[R4.3.2] takes a trigger, with everything a client may add", async () => {
    const links = [{ href: "https://wiki.example/http", text: "手順" }];
    const full = { ...payload, class: "HTTP", group: "shop", component: "nginx", custom_details: { n: 1 } };
    const response = await enqueue({
      ...trigger,
      client: "Prometheus",
      client_url: "http://p.example",
      links,
      images: [],
      payload: { ...full, timestamp: "2026-11-22T09:00:00.000+0900" },
    });
    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({
      status: "success",
      message: "Event processed",
      dedup_key: "http-web01",
    });
    expect(await stored()).toMatchObject([
      {
        kind: "pagerduty",
        dedupKey: "http-web01",
        series: "",
        status: "firing",
        level: "high",
        node: "web01",
        alarm: "HTTP",
        system: "shop",
        occurredAt: new Date("2026-11-22T00:00:00Z"),
        details: { client: "Prometheus", links, images: [], component: "nginx", summary: "HTTP is down" },
      },
    ]);
  });

  it("makes a key where a trigger has none", async () => {
    const response = await enqueue({ event_action: "trigger", payload });
    const { dedup_key } = (await response.json()) as { dedup_key: string };
    expect(dedup_key).toMatch(/^[0-9a-f]{32}$/);
    expect(await stored()).toMatchObject([{ dedupKey: dedup_key, alarm: "HTTP is down" }]);
  });

  it("acknowledges and resolves by the key alone", async () => {
    for (const event_action of ["acknowledge", "resolve"])
      expect((await enqueue({ event_action, dedup_key: "http-web01" })).status).toBe(202);
    expect(await stored()).toMatchObject([
      { status: "acknowledged", dedupKey: "http-web01" },
      { status: "recovered", dedupKey: "http-web01" },
    ]);
  });

  it.each([null, {}, { summary: "", source: "", severity: "" }, { summary: null }, "nothing"])(
    "resolves with payload %j: none is needed",
    async (payload) => {
      for (const event_action of ["acknowledge", "resolve"])
        expect((await enqueue({ event_action, dedup_key: "http-web01", payload })).status).toBe(202);
      expect(await stored()).toMatchObject([
        { status: "acknowledged", dedupKey: "http-web01" },
        { status: "recovered", dedupKey: "http-web01", node: "-", alarm: "-" },
      ]);
    },
  );

  it("takes the key from X-Routing-Key, as Kibana, Wazuh and older clients send it", async () => {
    const headers = { "x-routing-key": routing_key };
    expect((await intake.post("/v2/enqueue", trigger, headers)).status).toBe(202);
    expect(await stored()).toMatchObject([{ dedupKey: "http-web01", customer: "acme" }]);
    const unknown = await intake.post("/v2/enqueue", trigger, { "x-routing-key": "x".repeat(32) });
    expect(unknown.status).toBe(400);
    expect(await unknown.json()).toMatchObject({ errors: [expect.stringContaining("routing_key")] });
  });

  it.each([
    ["critical", "high"],
    ["error", "high"],
    ["warning", "middle"],
    ["info", "low"],
  ])("severity %s is level %s", async (severity, level) => {
    await enqueue({ ...trigger, payload: { ...payload, severity } });
    expect(await stored()).toMatchObject([{ level }]);
  });

  it.each([
    [{ ...trigger, payload: { severity: "fatal", source: "" } }, ["summary", "source", "severity"]],
    [{ event_action: "trigger" }, ["payload"]],
    [{ event_action: "explode", payload }, ["event_action"]],
    [{ event_action: "resolve" }, ["dedup_key"]],
    [{ ...trigger, dedup_key: "k".repeat(256) }, ["dedup_key"]],
    [{ ...trigger, routing_key: "unknown" }, ["routing_key"]],
    [{ ...trigger, routing_key: 5 }, ["routing_key"]],
  ])("[RA3] answers %j with 400 in PagerDuty's shape", async (event, fields) => {
    const response = await enqueue(event);
    expect(response.status).toBe(400);
    const answer = (await response.json()) as { errors: string[] };
    expect(answer).toMatchObject({ status: "invalid event", message: "Event object is invalid" });
    expect(answer.errors).toHaveLength(fields.length);
    fields.forEach((field, index) => void expect(answer.errors[index]).toContain(field));
    expect(await stored()).toEqual([]);
  });

  it("answers what is no JSON, or above 512 KB, in PagerDuty's shape too", async () => {
    const broken = await intake.post("/v2/enqueue", "{");
    expect(broken.status).toBe(400);
    expect(await broken.json()).toMatchObject({ status: "invalid event", errors: [expect.any(String)] });
    const large = await enqueue({ ...trigger, client: "x".repeat(512 * 1024) });
    expect(large.status).toBe(413);
    expect(await large.json()).toMatchObject({ errors: [expect.stringContaining("524288")] });
  });

  it("refuses the key of another kind of source", async () => {
    const native = await givenSource(database, "acme", "scripts", "native");
    const response = await enqueue({ ...trigger, routing_key: native });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: "wrong_source_kind" });
  });

  it("cuts a long summary rather than losing the alert", async () => {
    await enqueue({ ...trigger, payload: { ...payload, summary: "😀".repeat(1_025) } });
    expect((await stored())[0]?.alarm).toBe("😀".repeat(1_024));
  });

  it("[R5.1b] with an Idempotency-Key a trigger without a key is one incident", async () => {
    const event = { event_action: "trigger", payload };
    const answers = await Promise.all([0, 1].map(() => enqueue(event, { "idempotency-key": "once" })));
    const [one, other] = await Promise.all(answers.map((answer) => answer.json()));
    expect(one).toEqual(other);
    expect(await stored()).toHaveLength(1);
  });
});
