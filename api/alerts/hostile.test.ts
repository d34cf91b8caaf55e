import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setImmediate } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { alerts } from "../../db/schema/index.ts";
import { createTestDatabase, type TestDatabase } from "../../db/testDatabase.ts";
import type { SourceKind } from "../../domain/alerts/alert.ts";
import { givenSource, startIntake, type TestIntake } from "./testIntake.ts";

let database: TestDatabase;
let intake: TestIntake;
let key: string;
let routing_key: string;
const sockets: Socket[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  intake = await startIntake(database);
  key = await givenSource(database, "acme", "scripts", "native");
  routing_key = await givenSource(database, "acme", "events", "pagerduty");
});
beforeEach(async () => {
  await database.db.delete(alerts);
  // Let the source's allowance refill.
  intake.clock.now = new Date(intake.clock.now.getTime() + 600_000);
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});
afterAll(async () => {
  await intake.close();
  await database.drop();
});

const firing = { node: "web01", alarm: "HTTP", status: "firing", level: "high" };
const bearer = () => ({ authorization: `Bearer ${key}` });
const alert = () => intake.post("/intake/alerts", firing, bearer());
const event = () =>
  intake.post("/v2/enqueue", {
    routing_key,
    event_action: "trigger",
    dedup_key: "k",
    payload: { summary: "HTTP", source: "web01", severity: "critical" },
  });

async function open(head: string, body = ""): Promise<Socket> {
  const socket = connect(Number(new URL(intake.url).port), "127.0.0.1");
  socket.on("error", () => {});
  sockets.push(socket);
  await once(socket, "connect");
  socket.write(`POST ${head}\r\nHost: toban\r\n\r\n`);
  socket.write(body);
  return socket;
}
const head = (path: string, ...lines: string[]) => [`${path} HTTP/1.1`, ...lines].join("\r\n");
const chunked = "Transfer-Encoding: chunked";

async function heard(socket: Socket): Promise<string> {
  let text = "";
  socket.on("data", (data) => {
    text += data;
  });
  await once(socket, "close");
  return text;
}

describe("a sound sender is answered while", () => {
  it("strangers are silent in chunks", async () => {
    for (let n = 0; n < 60; n += 1) await open(head("/v2/enqueue", chunked), "1\r\n{\r\n");
    expect((await event()).status).toBe(202);
    expect((await alert()).status).toBe(202);
  });

  it("strangers promise large bodies and send none", async () => {
    for (let n = 0; n < 60; n += 1) await open(head("/v2/enqueue", "Content-Length: 500000"), "{");
    expect((await event()).status).toBe(202);
    expect((await alert()).status).toBe(202);
  });

  it("another source fills its part with large bodies that do not end", async () => {
    const other = await givenSource(database, "beta", "scripts", "native");
    const megabytes = Buffer.alloc(3 * 1024 * 1024, " ");
    for (let n = 0; n < 12; n += 1) {
      const socket = await open(
        head("/intake/alerts", `Authorization: Bearer ${other}`, "Content-Length: 9000000"),
      );
      socket.write(megabytes);
    }
    expect((await alert()).status).toBe(202);
    expect((await event()).status).toBe(202);
  });

  it("a source sends at a crawl", async () => {
    for (let n = 0; n < 200; n += 1)
      await open(head("/intake/alerts", `Authorization: Bearer ${key}`, chunked), "1\r\n[\r\n");
    expect((await alert()).status).toBe(202);
  });
});

it("a body that does not arrive is cut off, with an answer to try again", { timeout: 20_000 }, async () => {
  const began = performance.now();
  const socket = await open(head("/v2/enqueue", chunked), "1\r\n{\r\n");
  const text = await heard(socket);
  expect(text).toMatch(/^HTTP\/1\.1 503 [\s\S]*Retry-After: \d+/);
  expect(performance.now() - began).toBeGreaterThan(4_000);
  expect(performance.now() - began).toBeLessThan(15_000);
});

describe("a body as large as it may be holds up nobody", () => {
  const mostMilliseconds = 50;
  const attempts = 3;
  /**
   * Measures how long other work waited for its turn, at most, in this thread's own milliseconds, since the
   * wall clock also counts other processes. The quickest of several attempts counts: a thread is slower on
   * its first run, and while others use the memory bus.
   */
  async function longestTurn(begin: () => Promise<Response>): Promise<{ answer: Response; waited: number }> {
    let waited = Number.POSITIVE_INFINITY;
    let answer: Response | null = null;
    for (let attempt = 0; attempt < attempts && waited >= mostMilliseconds; attempt += 1) {
      // Let the source's allowance refill.
      intake.clock.now = new Date(intake.clock.now.getTime() + 600_000);
      const work = begin();
      let ended = false;
      const end = () => {
        ended = true;
      };
      work.then(end, end);
      let longest = 0;
      for (let before = process.threadCpuUsage(); !ended; before = process.threadCpuUsage()) {
        await setImmediate();
        const { user, system } = process.threadCpuUsage(before);
        longest = Math.max(longest, (user + system) / 1_000);
      }
      answer = await work;
      waited = Math.min(waited, longest);
    }
    return { answer: answer!, waited };
  }
  const packed = (body: string) => new Uint8Array(gzipSync(body));
  const sendTo = (path: string, key: string, body: Uint8Array<ArrayBuffer>) =>
    fetch(`${intake.url}${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-encoding": "gzip", "x-routing-key": routing_key },
      body,
    });
  const send = (body: Uint8Array<ArrayBuffer>) => sendTo("/intake/alerts", key, body);

  it.each([
    ["950,000 faulty alerts in 20 KB", `[${"{},".repeat(949_999)}{}]`, 950_000],
    [
      "243,854 alerts",
      `[${Array(243_854).fill('{"node":"w","alarm":"H","status":"firing"}').join()}]`,
      243_854,
    ],
  ])("%s", async (_what, body, count) => {
    const sent = packed(body);
    const { answer, waited } = await longestTurn(() => send(sent));
    expect(answer.status).toBe(413);
    const problem = (await answer.json()) as { code: string; detail: string };
    expect(problem.code).toBe("too_many_alerts");
    expect(problem.detail).toContain(String(count));
    expect(problem.detail).toContain("10000");
    expect(waited).toBeLessThan(mostMilliseconds);
  });

  it("10,000 faulty ones: the first hundred faults are named", async () => {
    const answer = await send(packed(JSON.stringify(Array(10_000).fill({}))));
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as { errors: unknown[] }).errors).toHaveLength(100);
  });

  it("10,000 sound ones of a kilobyte", { timeout: 60_000 }, async () => {
    const log = "x".repeat(900);
    const many = Array.from({ length: 10_000 }, (_, n) => ({ ...firing, node: `web${n}`, log }));
    const sent = packed(JSON.stringify(many));
    const { answer, waited } = await longestTurn(() => send(sent));
    expect(answer.status).toBe(202);
    expect(waited).toBeLessThan(mostMilliseconds);
  });

  it("one alert of two million values", async () => {
    const answer = await send(
      packed(JSON.stringify({ ...firing, details: { list: Array(2_000_000).fill(0) } })),
    );
    expect(answer.status).toBe(413);
  });

  const fields = 9_900;
  const entries = (value: string) =>
    JSON.stringify(
      Object.fromEntries([["alertname", "H"], ...Array.from({ length: fields }, (_, n) => [`k${n}`, value])]),
    );
  /** The JSON of the alert's log, and of its labels or details. */
  const worst = (bytes: number): [what: string, fields: { log?: string; others?: string }][] => [
    ["a long log", { log: `"${"x".repeat(bytes)}"` }],
    ["a log of escaped characters", { log: `"${"\\u6f22".repeat(bytes / 6)}"` }],
    ["a log of escaped quotes", { log: `"${'\\"'.repeat(bytes / 2)}"` }],
    ["a Japanese log", { log: `"${"漢".repeat(bytes / 3)}"` }],
    ["a log without an end", { log: `"${"x".repeat(bytes)}` }],
    ["a long name of a field", { others: `{"${"k".repeat(bytes)}":""}` }],
    ["thousands of fields", { others: entries("x".repeat(bytes / fields - 12)) }],
    ["thousands of escaped fields", { others: entries("\n".repeat(bytes / fields / 2 - 12)) }],
    ["a long number", { others: `{"n":${"1".repeat(bytes)}}` }],
    [
      "thousands of numbers",
      {
        others: `{"n":[${Array(fields)
          .fill("7".repeat(bytes / fields - 2))
          .join()}]}`,
      },
    ],
    ["nothing but spaces", { others: `{${" ".repeat(bytes)}}` }],
    ["endless nesting", { others: "[".repeat(bytes) }],
    ["nesting that ends", { others: "[".repeat(fields / 2) + "]".repeat(fields / 2) }],
  ];
  const kinds: [SourceKind, path: string, body: (log: string, others: string) => string][] = [
    [
      "native",
      "/intake/alerts",
      (log, others) => `{"node":"w","alarm":"H","status":"firing","details":${others},"log":${log}}`,
    ],
    ["alertmanager", "/intake/alertmanager", labelled],
    ["grafana", "/intake/grafana", labelled],
    [
      "pagerduty",
      "/v2/enqueue",
      (log, others) =>
        `{"event_action":"trigger","payload":{"summary":"H","source":"w","severity":"info","custom_details":{"labels":${others},"log":${log}}}}`,
    ],
  ];
  function labelled(log: string, others: string): string {
    return `{"alerts":[{"status":"firing","labels":${others},"annotations":{"log":${log}}}]}`;
  }

  it.each(kinds)("the worst of %s's", { timeout: 300_000 }, async (kind, path, bodyOf) => {
    const its = kind === "native" ? key : await givenSource(database, "acme", `worst-${kind}`, kind);
    const most = kind === "pagerduty" ? 512 * 1024 : 10 * 1024 * 1024;
    for (const [what, { log = '""', others = "{}" }] of worst(most - 8_192)) {
      const sent = packed(bodyOf(log, others));
      const { answer, waited } = await longestTurn(() => sendTo(path, its, sent));
      expect([202, 400, 413], what).toContain(answer.status);
      expect(waited, what).toBeLessThan(mostMilliseconds);
    }
  });

  it("a request of the API with more values than anybody means", async () => {
    const body = `[${Array(200_000).fill(0).join()}]`;
    const answer = await intake.post("/v2/enqueue", body, { "x-routing-key": routing_key });
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
      413,
      "body_too_large",
    ]);
  });

  it("what inflates to more than 10 MB is not inflated to its end", async () => {
    const answer = await send(packed(" ".repeat(40 * 1024 * 1024)));
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ code: "body_too_large" });
  });
});

it("a source that never stops is told when to send again, and no other source is affected", async () => {
  const many = Array.from({ length: 10_000 }, () => ({ ...firing, status: "broken" }));
  for (let n = 0; n < 2; n += 1)
    expect((await intake.post("/intake/alerts", many, bearer())).status).toBe(400);
  const shed = await alert();
  expect(shed.status).toBe(503);
  expect(shed.headers.get("retry-after")).toBe("1");
  const later = await intake.post("/intake/alerts", many, bearer());
  expect(later.headers.get("retry-after")).toBe("50");
  expect((await event()).status).toBe(202);
  intake.clock.now = new Date(intake.clock.now.getTime() + 1_000);
  expect((await alert()).status).toBe(202);
});
