import { once } from "node:events";
import { type AddressInfo, connect as connectSocket, createServer, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { connect } from "../../db/connect.ts";
import { alerts } from "../../db/schema/index.ts";
import { createTestDatabase } from "../../db/testDatabase.ts";
import { givenSource, startIntake } from "./testIntake.ts";

const firing = { node: "web01", alarm: "HTTP", status: "firing" };
const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

async function givenDatabase() {
  const database = await createTestDatabase();
  cleanUp.push(database.drop);
  return database;
}

async function intakeOn(database: Parameters<typeof startIntake>[0]) {
  const intake = await startIntake(database);
  cleanUp.push(intake.close);
  return intake;
}

/** A connection to the database that a test can cut or silence. */
async function givenWayTo(url: string) {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  const [databasePort, host] = [Number(target.port), target.hostname];
  const server = createServer((near) => {
    const far = connectSocket(databasePort, host);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.pipe(other);
      socket.on("error", () => other.destroy()).on("close", () => other.destroy());
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  target.port = String(port);
  const cut = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  cleanUp.push(async () => cut());
  return {
    url: target.href,
    cut,
    mend: () => server.listen(port, host),
    silence: () => {
      for (const socket of sockets) socket.pause();
    },
    resume: () => {
      for (const socket of sockets) socket.resume();
    },
  };
}

function expectComeAgain(response: Response) {
  expect(response.status).toBe(503);
  expect(response.headers.get("retry-after")).toMatch(/^\d+$/);
}

describe("without a database", () => {
  it("[RA2] every address of the intake answers 503 with Retry-After, PagerDuty's in its shape", async () => {
    const nowhere = connect("postgres://toban:toban@127.0.0.1:1/toban");
    cleanUp.push(nowhere.close);
    const intake = await intakeOn(nowhere);
    const bearer = { authorization: `Bearer ${"k".repeat(32)}` };
    for (const path of ["/intake/alerts", "/intake/alertmanager", "/intake/grafana"]) {
      const response = await intake.post(path, firing, bearer);
      expectComeAgain(response);
      expect(await response.json()).toMatchObject({ status: 503, code: "unavailable" });
    }
    const response = await intake.post("/v2/enqueue", { routing_key: "k".repeat(32) });
    expectComeAgain(response);
    expect(await response.json()).toMatchObject({ status: "error", errors: [expect.any(String)] });
    expect(intake.log()).toContain("ECONNREFUSED");
  });

  it("[RA2] accepts again within two seconds of its return", async () => {
    const database = await givenDatabase();
    const way = await givenWayTo(database.url);
    const through = connect(way.url);
    cleanUp.push(through.close);
    const intake = await intakeOn(through);
    const bearer = { authorization: `Bearer ${await givenSource(database, "acme", "scripts", "native")}` };
    expect((await intake.post("/intake/alerts", firing, bearer)).status).toBe(202);
    way.cut();
    for (let turn = 0; turn < 10; turn++)
      expectComeAgain(await intake.post("/intake/alerts", firing, bearer));
    way.mend();
    const mended = performance.now();
    await expect
      .poll(async () => (await intake.post("/intake/alerts", firing, bearer)).status, { timeout: 10_000 })
      .toBe(202);
    expect(performance.now() - mended).toBeLessThan(2_000);
    expect(await database.db.select().from(alerts)).toHaveLength(2);
  }, 60_000);

  it("[RA2] does not keep a sender waiting for one that is silent", async () => {
    const database = await givenDatabase();
    const way = await givenWayTo(database.url);
    const through = connect(way.url, { maxConnections: 1 });
    cleanUp.push(through.close);
    const intake = await intakeOn(through);
    const bearer = { authorization: `Bearer ${await givenSource(database, "acme", "scripts", "native")}` };
    expect((await intake.post("/intake/alerts", firing, bearer)).status).toBe(202);
    way.silence();
    const began = performance.now();
    expectComeAgain(await intake.post("/intake/alerts", firing, bearer));
    expect(performance.now() - began).toBeLessThan(7_000);
    way.resume();
  });
});

describe("a fault of ours", () => {
  it("is 503 for senders, who would drop the alert at 500 or 4xx", async () => {
    const database = await givenDatabase();
    const intake = await intakeOn(database);
    const bearer = { authorization: `Bearer ${await givenSource(database, "acme", "scripts", "native")}` };
    await database.sql`alter table alerts drop column alarm`;
    expectComeAgain(await intake.post("/intake/alerts", { ...firing, log: "confidential" }, bearer));
    await expect.poll(intake.log).toContain("does not exist");
    expect(intake.log()).not.toContain("confidential");
  });
});
