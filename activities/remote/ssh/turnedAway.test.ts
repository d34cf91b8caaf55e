import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { guardOfTests } from "../testGuard.ts";
import type { Hop } from "./hop.ts";
import { openSsh, type SshSession } from "./session.ts";
import { skippedWithoutSshd, startTestSshd, type TestSshd } from "./testSshd.ts";

const never = new AbortController().signal;
const options = { signal: never, connectTimeoutSeconds: 15, guard: guardOfTests() };

describe.skipIf(skippedWithoutSshd)("a server that takes few logins at once", () => {
  let host: TestSshd;
  const doors: Server[] = [];
  beforeAll(async () => {
    host = await startTestSshd({ configuration: "MaxStartups 2:100:2" });
  });
  afterEach(() => doors.splice(0).forEach((door) => void door.close()));
  afterAll(() => host?.stop());

  const to = (hop: Hop) => openSsh(host.route("ops", { hops: [hop] }), options);

  /** A proxy before the server: ends the first connections as an overloaded server does, and counts all. */
  async function door(turnsAway: number): Promise<{ port: number; count(): number }> {
    let count = 0;
    const server = createServer((socket) => {
      count++;
      if (count <= turnsAway) return void socket.end("Exceeded MaxStartups\r\n");
      const inside = connect(host.port, host.host);
      for (const side of [socket, inside]) side.on("error", () => {});
      socket.pipe(inside).pipe(socket);
    }).listen(0, "127.0.0.1");
    doors.push(server);
    await once(server, "listening");
    return { port: (server.address() as AddressInfo).port, count: () => count };
  }

  it("[R2.4] lets in all who come at the same time, one after another", async () => {
    const opened = await Promise.all(Array.from({ length: 12 }, () => to(host.hop("ops"))));
    expect(opened.filter((session: SshSession) => session.isOpen())).toHaveLength(12);
    await Promise.all(opened.map((session) => session.close()));
  });

  it("[R2.4] is asked again by those it has turned away", async () => {
    const { port, count } = await door(2);
    const session = await to(host.hop("ops", { port }));
    expect(count()).toBe(3);
    await session.close();
  });

  it("[R2.4] is not sent a refused password a second time", async () => {
    const { port, count } = await door(1);
    const wrong = { port, auth: { password: "wrong", key: null } };
    await expect(to(host.hop("ops", wrong))).rejects.toMatchObject({ kind: "login-refused" });
    expect(count()).toBe(2);
  });

  it("[R2.4] [R5.6] is given up when the login's time is over, and at once when the run is stopped", async () => {
    const { port } = await door(Number.POSITIVE_INFINITY);
    const route = host.route("ops", { hops: [host.hop("ops", { port })] });
    await expect(openSsh(route, { ...options, connectTimeoutSeconds: 1 })).rejects.toMatchObject({
      kind: "turned-away",
      message: `turned-away: 127.0.0.1:${port} とSSHの接続を確立できませんでした`,
    });
    const run = new AbortController();
    const opening = openSsh(route, { ...options, signal: run.signal });
    run.abort(new Error("the run is stopped"));
    await expect(opening).rejects.toThrow("the run is stopped");
  });
});
