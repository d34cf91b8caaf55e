import { createServer, type Server, type ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { worded } from "../../domain/testWorded.ts";
import { type Sandbox, startSandbox } from "../../sandbox/index.ts";
import { type Telephone, telephone } from "./twilio.ts";

const account = { accountSid: `AC${"1".repeat(32)}`, authToken: "geheim-geheim-geheim" };
const from = "+81312345678";
const sato = "+819012345678";
const call = {
  to: sato,
  voiceUrl: "http://127.0.0.1:1/voice/a",
  statusUrl: "http://127.0.0.1:1/status/a",
  ringSeconds: 30,
  talkSeconds: 120,
};

let sandbox: Sandbox;
let phone: Telephone;
let server: Server | null = null;
beforeEach(async () => {
  sandbox = await startSandbox({ twilio: account });
  phone = telephone({ ...account, from, apiUrl: sandbox.url });
});
afterEach(async () => {
  await sandbox.stop();
  server?.close();
  server?.closeAllConnections();
  server = null;
});

describe("the telephone", () => {
  it("[R5.2.2a] places a call that can be asked for, found and ended", async () => {
    const before = new Date();
    const placed = await phone.place(call);
    expect(placed).toEqual({ outcome: "done", sid: expect.stringMatching(/^CA/) });
    const sid = "sid" in placed ? placed.sid : "";
    await expect
      .poll(() => phone.status(sid))
      .toEqual({ outcome: "done", call: { sid, status: "ringing", createdAt: expect.any(Date) } });
    expect(await phone.find({ to: sato, since: before })).toMatchObject({
      outcome: "done",
      calls: [{ sid, status: "ringing" }],
    });
    expect(await phone.end(sid, "canceled")).toEqual({ outcome: "done", sid });
    expect(await phone.status(sid)).toMatchObject({ call: { status: "canceled" } });
    expect(await phone.end(sid, "completed")).toEqual({ outcome: "done", sid });
  });

  it("[RA2] finds only calls to that number and since that moment", async () => {
    await phone.place(call);
    await phone.place({ ...call, to: "+819023456789" });
    expect(await phone.find({ to: sato, since: new Date(Date.now() + 60_000) })).toEqual({
      outcome: "done",
      calls: [],
    });
    expect(await phone.find({ to: sato, since: new Date(Date.now() - 60_000) })).toMatchObject({
      calls: [{ status: expect.any(String) }],
    });
  });

  it.each([
    [{ kind: "ring-then-error", status: 500 }, "unknown", 1],
    [{ kind: "ring-then-error", status: 503 }, "unknown", 1],
    [{ kind: "ring-then-reset" }, "unknown", 1],
    [{ kind: "refuse", status: 500 }, "unknown", 0],
    [{ kind: "refuse", status: 429 }, "transient", 0],
    [{ kind: "refuse", status: 400 }, "permanent", 0],
    [{ kind: "reset" }, "unknown", 0],
  ] as const)(
    "[RA2] reads %j as %s, asks once, and the phone rang %i times",
    async (fault, outcome, rings) => {
      sandbox.exchange.faults.inject(fault, { number: sato, times: 1 });
      expect(await phone.place(call)).toMatchObject({ outcome });
      expect(sandbox.exchange.attempts.all()).toHaveLength(1);
      expect(sandbox.exchange.rings(sato)).toHaveLength(rings);
    },
  );

  it("[RA2] does not know whether a call was placed if no answer came", async () => {
    sandbox.exchange.faults.inject({ kind: "ring-then-silence" }, { number: sato, times: 1 });
    const hasty = telephone({ ...account, from, apiUrl: sandbox.url, timeoutMilliseconds: 300 });
    expect(worded(await hasty.place(call))).toEqual({
      outcome: "unknown",
      reason: "電話会社から応答がありませんでした（ECONNABORTED）",
    });
  });

  it("[RA2] knows that an unreachable provider has rung nobody", async () => {
    const away = telephone({ ...account, from, apiUrl: "http://127.0.0.1:1" });
    expect(worded(await away.place(call))).toEqual({
      outcome: "transient",
      reason: "電話会社に接続できませんでした（ECONNREFUSED）",
    });
    const nowhere = telephone({ ...account, from, apiUrl: "http://no-such-host.invalid" });
    expect(await nowhere.place(call)).toMatchObject({ outcome: "transient" });
  });

  it("[RA2] waits as long as the provider asks it to", async () => {
    const apiUrl = await answering(
      429,
      { "retry-after": "7" },
      '{"code":20429,"message":"Too Many Requests","status":429}',
    );
    expect(worded(await telephone({ ...account, from, apiUrl }).place(call))).toEqual({
      outcome: "transient",
      reason: "電話会社の発信数の制限中です（Twilio 20429）",
      retryAfterSeconds: 7,
    });
  });

  it.each(["", "<html>", "{}"])("[RA2] does not know of a call whose answer reads %j", async (body) => {
    const apiUrl = await answering(201, {}, body);
    expect(await telephone({ ...account, from, apiUrl }).place(call)).toMatchObject({ outcome: "unknown" });
  });

  it("[RA3] reads no endless answer, and does not wait for one that arrives in drops", async () => {
    let sent = 0;
    const flood = await listening((response) => {
      const more = (): void => {
        while (!response.destroyed && response.write("x".repeat(65_536))) sent += 65_536;
      };
      response.on("drain", more);
      more();
    });
    const unknown = { outcome: "unknown" };
    expect(await telephone({ ...account, from, apiUrl: flood }).place(call)).toMatchObject(unknown);
    expect(sent).toBeLessThan(20_000_000);
    server?.closeAllConnections();
    server?.close();
    const drops = await listening((response) => {
      const drop = setInterval(() => response.write(" "), 50);
      response.on("close", () => clearInterval(drop));
    });
    const brief = telephone({ ...account, from, apiUrl: drops, timeoutMilliseconds: 500 });
    expect(await brief.status(`CA${"0".repeat(32)}`)).toMatchObject(unknown);
  });

  it("[RA2] finds a call among many, page by page", async () => {
    const before = new Date();
    for (let n = 0; n < 35; n++) await phone.place(call);
    expect(await phone.find({ to: sato, since: before })).toMatchObject({
      calls: { length: 35 },
    });
  });

  it("[R5.2.2e] says in an operator's words what was refused", async () => {
    expect(worded(await phone.place({ ...call, to: "+8112" }))).toEqual({
      outcome: "permanent",
      reason: "電話番号が正しくありません（Twilio 21211）",
    });
    expect(await phone.status(`CA${"0".repeat(32)}`)).toEqual({ outcome: "done", call: null });
    expect(await phone.end(`CA${"0".repeat(32)}`, "completed")).toMatchObject({ outcome: "permanent" });
  });

  it("[R2.4] lets no credentials out, whatever goes wrong", async () => {
    const wrong = telephone({ ...account, authToken: "falsch-falsch", from, apiUrl: sandbox.url });
    const refused = await wrong.place(call);
    expect(worded(refused)).toEqual({
      outcome: "permanent",
      reason: "電話会社の認証に失敗しました（Twilio 20003）",
    });
    sandbox.exchange.faults.inject({ kind: "reset" }, { number: sato, times: 1 });
    const all = JSON.stringify([refused, await phone.place(call)]);
    const encoded = Buffer.from(`${account.accountSid}:${account.authToken}`).toString("base64");
    expect(all).not.toMatch(/geheim|falsch|Basic/);
    expect(all).not.toContain(encoded);
  });
});

const answering = (status: number, headers: Record<string, string>, body: string): Promise<string> =>
  listening((response) =>
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(body),
  );

async function listening(answer: (response: ServerResponse) => void): Promise<string> {
  server = createServer((_request, response) => answer(response));
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
}
