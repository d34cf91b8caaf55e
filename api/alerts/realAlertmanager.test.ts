import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { asc, eq } from "../../db/drizzle.ts";
import { alerts } from "../../db/schema/index.ts";
import { createTestDatabase, type TestDatabase } from "../../db/testDatabase.ts";
import { findCounterpart } from "../../dev/counterparts.ts";
import { freePorts } from "../../dev/freePorts.ts";
import { givenSource, startIntake, type TestIntake } from "./testIntake.ts";

const program = findCounterpart("alertmanager");
// Without it installed, the other tests still run; CI must have it.
const skipped = program === null && process.env.CI !== "true";

let database: TestDatabase;
let intake: TestIntake;
let alertmanager: ChildProcess;
let folder: string;
let url: string;

const configuration = (intakeUrl: string, webhookKey: string, routingKey: string) => `
global: { resolve_timeout: 1m }
route:
  receiver: toban
  group_by: [alertname]
  group_wait: 0s
  group_interval: 1s
  repeat_interval: 1h
receivers:
  - name: toban
    webhook_configs:
      - url: ${intakeUrl}/intake/alertmanager
        http_config: { authorization: { credentials: ${webhookKey} } }
    pagerduty_configs:
      - url: ${intakeUrl}/v2/enqueue
        routing_key: ${routingKey}
        severity: '{{ .CommonLabels.severity }}'
        class: '{{ .CommonLabels.alertname }}'
`;

describe.skipIf(skipped)("a real Alertmanager", () => {
  beforeAll(async () => {
    database = await createTestDatabase();
    intake = await startIntake(database);
    const webhookKey = await givenSource(database, "acme", "prometheus", "alertmanager");
    const routingKey = await givenSource(database, "acme", "events", "pagerduty");
    folder = await mkdtemp(path.join(tmpdir(), "toban-test-alertmanager-"));
    const file = path.join(folder, "alertmanager.yml");
    await writeFile(file, configuration(intake.url, webhookKey, routingKey));
    const address = `127.0.0.1:${(await freePorts(1))[0]}`;
    url = `http://${address}`;
    const flags = [`--config.file=${file}`, `--storage.path=${folder}`, `--web.listen-address=${address}`];
    alertmanager = spawn(program ?? "", [...flags, "--cluster.listen-address="], { stdio: "ignore" });
    await vi.waitFor(async () => expect((await fetch(`${url}/-/ready`)).ok).toBe(true), { timeout: 10_000 });
  });
  afterAll(async () => {
    if (alertmanager.exitCode === null && alertmanager.kill("SIGTERM")) await once(alertmanager, "exit");
    await intake.close();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const tell = async (endsAt: Date) => {
    const response = await fetch(`${url}/api/v2/alerts`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify([
        {
          labels: { alertname: "HTTP応答監視", instance: "web01:9115", severity: "critical", system: "shop" },
          annotations: { value: "0 %", summary: "no answer" },
          startsAt: new Date("2026-11-22T00:00:00Z"),
          endsAt,
        },
      ]),
    });
    expect(response.status).toBe(200);
  };
  const from = (source: string) =>
    database.db.select().from(alerts).where(eq(alerts.source, source)).orderBy(asc(alerts.id));

  it("[R4.3.2] fires and resolves through its webhook and as a client of PagerDuty", async () => {
    await tell(new Date(Date.now() + 3_600_000));
    await expect.poll(async () => (await from("prometheus")).length, { timeout: 10_000 }).toBe(1);
    await expect.poll(async () => (await from("events")).length, { timeout: 10_000 }).toBe(1);
    await tell(new Date());
    await expect.poll(async () => (await from("prometheus")).length, { timeout: 10_000 }).toBe(2);
    await expect.poll(async () => (await from("events")).length, { timeout: 10_000 }).toBe(2);

    const common = { node: "web01", alarm: "HTTP応答監視", level: "high", system: "shop", value: "0 %" };
    const [firing, recovered] = await from("prometheus");
    expect(firing).toMatchObject({
      ...common,
      status: "firing",
      occurredAt: new Date("2026-11-22T00:00:00Z"),
      details: { annotations: { summary: "no answer" } },
    });
    expect(recovered).toMatchObject({ ...common, status: "recovered", startedAt: firing?.startedAt });
    expect(recovered?.occurredAt?.getTime()).toBeGreaterThan(firing!.occurredAt!.getTime());
    expect([recovered?.dedupKey, recovered?.series]).toEqual([firing?.dedupKey, firing?.series]);

    const [triggered, resolved] = await from("events");
    expect(triggered).toMatchObject({ status: "firing", alarm: "HTTP応答監視", level: "high" });
    expect(resolved).toMatchObject({ status: "recovered", dedupKey: triggered?.dedupKey });
  });
});
