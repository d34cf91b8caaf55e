import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { account, CENTER, clientOf, SATO } from "../exchange/exchange.fixture.ts";

/** The sandbox as other processes see it: a process of its own, scripted over HTTP. */
let sandbox: ReturnType<typeof spawn>;
let addresses: { url: string; smtpUrl: string; shopUrl: string };

beforeAll(async () => {
  sandbox = spawn(process.execPath, ["sandbox/server.ts"], {
    env: { ...process.env, SANDBOX_TWILIO_SID: account.accountSid, SANDBOX_TWILIO_TOKEN: account.authToken },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(createInterface({ input: sandbox.stdout! }), "line");
  addresses = JSON.parse(String(line));
});
afterEach(() => control("POST", "/reset"));
afterAll(async () => {
  const exited = once(sandbox, "exit");
  sandbox.kill("SIGTERM");
  expect(await exited).toEqual([0, null]);
});

async function control(method: string, path: string, body?: object) {
  const response = await fetch(`${addresses.url}/control${path}`, {
    method,
    headers: { "content-type": "application/json" },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? null : JSON.parse(text) };
}

const call = () =>
  clientOf(addresses.url).calls.create({
    to: SATO,
    from: CENTER,
    twiml: "<Response><Pause length='60'/></Response>",
  });
const phone = `/phones/${encodeURIComponent(SATO)}`;

async function untilRinging(): Promise<void> {
  for (let status = ""; status !== "ringing"; ) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    const { body } = await control("GET", `/rings?to=${encodeURIComponent(SATO)}`);
    status = body.rings.at(-1)?.status;
  }
}

it("answers, presses and hangs up for the person holding the telephone", async () => {
  expect((await control("POST", `${phone}/answer`)).status).toBe(409);
  await call();
  await untilRinging();
  expect((await control("POST", `${phone}/answer`)).status).toBe(204);
  expect((await control("POST", `${phone}/press`, { key: "1" })).status).toBe(204);
  expect((await control("POST", `${phone}/hang-up`)).status).toBe(204);
  const { body } = await control("GET", "/ledger");
  expect(body.rings).toMatchObject([{ to: SATO, status: "completed", pressed: [{ key: "1" }] }]);
  expect(body.attempts).toMatchObject([{ to: SATO, answered: 201 }]);
});

it("scripts telephones, mailboxes, chat rooms and faults", async () => {
  const scripts = [
    await control("PUT", phone, {
      behaviour: { kind: "busy" },
      name: "佐藤",
      fault: { kind: "refuse", times: 1 },
    }),
    await control("POST", "/faults", { fault: { kind: "list-lag", seconds: 5 } }),
    await control("PUT", "/mailboxes/sato@acme.example", { refuse: { kind: "temporary" }, times: 2 }),
    await control("PUT", "/chat/slack/C0123", { fault: { kind: "error" }, times: 1 }),
    await control("PUT", "/chat/teams", { fault: { kind: "rate-limited", retryAfterSeconds: 3 } }),
  ];
  expect(scripts.map(({ status }) => status)).toEqual([204, 204, 204, 204, 204]);
  await expect(call()).rejects.toMatchObject({ status: 500 });
  await expect(call()).resolves.toBeDefined();
  expect((await fetch(`${addresses.url}/teams/ops`, { method: "POST" })).status).toBe(400);
  expect((await control("DELETE", phone)).status).toBe(204);
  expect((await control("DELETE", "/mailboxes/sato@acme.example")).status).toBe(204);
  expect((await control("DELETE", "/chat/slack/C0123")).status).toBe(204);
});

it("says which field it could not read", async () => {
  const { status, body } = await control("PUT", phone, { behaviour: { kind: "answer", press: "x" } });
  expect(status).toBe(400);
  expect(body.errors).not.toEqual([]);
  expect((await control("PUT", "/chat/irc", { fault: { kind: "error" } })).status).toBe(400);
});

it("breaks and mends the demo server", async () => {
  await control("POST", "/demo/break");
  expect((await fetch(addresses.shopUrl)).status).toBe(503);
  await control("POST", "/demo/mend");
  expect((await fetch(addresses.shopUrl)).status).toBe(200);
});

it("shows the page, and what happens as it happens", async () => {
  const page = await fetch(addresses.url);
  expect(page.headers.get("content-security-policy")).toBe("default-src 'self'");
  const stream = await fetch(`${addresses.url}/events`);
  const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
  await control("PUT", phone, { name: "佐藤 太郎" });
  let seen = "";
  while (!seen.includes("佐藤 太郎")) seen += (await reader.read()).value ?? "";
  await reader.cancel();
});
