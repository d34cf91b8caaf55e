import { createServer } from "node:http";
import { json } from "node:stream/consumers";
import { afterEach, beforeEach, expect, it } from "vitest";
import { manualClock } from "../clock.ts";
import { type Sandbox, startSandbox } from "../index.ts";
import { listen } from "../listen.ts";

const clock = () => manualClock(new Date("2026-11-01T00:00:00Z"));
let time = clock();
let sandbox: Sandbox;
let received: { alert: Record<string, unknown>; key: unknown; authorization: unknown }[];
let answers: number[];
let intakeUrl: string;

const intake = createServer(async (request, response) => {
  const alert = (await json(request)) as Record<string, unknown>;
  const { "idempotency-key": key, authorization } = request.headers;
  received.push({ alert, key, authorization });
  response.writeHead(answers.shift() ?? 202).end();
});

beforeEach(async () => {
  time = clock();
  received = [];
  answers = [];
  sandbox = await startSandbox({ clock: time, twilio: { accountSid: "AC1", authToken: "t" } });
  intakeUrl = `http://127.0.0.1:${await listen(intake, 0, "127.0.0.1")}/intake/alerts`;
  sandbox.world.check.watch({ intakeUrl, key: "k".repeat(32), node: "web01", alarm: "HTTP", level: "high" });
});
afterEach(async () => {
  await sandbox.stop();
  await new Promise<void>((resolve) => void intake.close(() => resolve()).closeAllConnections());
});

const seconds = (count: number) => time.advanceTo(new Date(time.now().getTime() + count * 1000));

it("the shop answers 200, and 503 when it is broken", async () => {
  expect(await (await fetch(sandbox.shopUrl)).text()).toContain("アクメ商店");
  sandbox.shop.break();
  expect((await fetch(sandbox.shopUrl)).status).toBe(503);
});

it("posts an alert when the server breaks and a recovery when it is mended", async () => {
  await seconds(3);
  expect(received).toEqual([]);
  sandbox.shop.break();
  await seconds(3);
  sandbox.shop.mend();
  await seconds(3);
  expect(received.map(({ alert }) => alert)).toEqual([
    {
      node: "web01",
      alarm: "HTTP",
      level: "high",
      status: "firing",
      value: "503 Service Unavailable",
      occurredAt: "2026-11-01T00:00:04.000Z",
    },
    expect.objectContaining({ status: "recovered", value: "200 OK", occurredAt: "2026-11-01T00:00:07.000Z" }),
  ]);
  expect(received[0]?.authorization).toBe(`Bearer ${"k".repeat(32)}`);
});

it("repeats an alert until it is taken, as one, and the recovery never overtakes it", async () => {
  answers = [503, 503, 503];
  sandbox.shop.break();
  await seconds(2);
  sandbox.shop.mend();
  await seconds(4);
  expect(received.map(({ alert }) => alert.status)).toEqual([
    "firing",
    "firing",
    "firing",
    "firing",
    "recovered",
  ]);
  expect(new Set(received.slice(0, 4).map(({ key }) => key)).size).toBe(1);
});
