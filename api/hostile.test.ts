import { once } from "node:events";
import { get } from "node:http";
import { connect, type Socket } from "node:net";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { startTestApi, type TestApi } from "./testApi.ts";

let api: TestApi;
let operator: string;
let customer: string;
const sockets: Socket[] = [];

beforeAll(async () => {
  api = await startTestApi();
  await api.given.customer("acme");
  operator = await api.given.person("tanaka");
  customer = await api.given.person("sato", { role: "customer", customers: ["acme"] });
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});
afterAll(() => api.stop());

/** Sends a request with only the first byte of its body. */
async function crawl(path: string, ...headers: string[]): Promise<void> {
  const socket = connect(Number(new URL(api.url).port), "127.0.0.1");
  socket.on("error", () => {});
  sockets.push(socket);
  await once(socket, "connect");
  const lines = [`POST ${path} HTTP/1.1`, "Host: toban", "Transfer-Encoding: chunked", ...headers];
  socket.write(`${lines.join("\r\n")}\r\n\r\n1\r\n{\r\n`);
}
async function crawls(count: number, path: string, ...headers: string[]): Promise<void> {
  for (let n = 0; n < count; n += 1) await crawl(path, ...headers);
  // The server takes connections in order: once it answers this one, it has the earlier ones.
  await new Promise((resolve, reject) => {
    get(`${api.url}/healthz`, { agent: false }, (answer) => answer.resume().once("end", resolve)).once(
      "error",
      reject,
    );
  });
}
const login = (from: string) =>
  fetch(`${api.url}/api/auth/sign-in/username`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-forwarded-for": from },
    body: JSON.stringify({ username: "tanaka", password: "not this one" }),
  });

it("a customer's requests that do not end leave operators theirs", async () => {
  await crawls(250, "/api/incidents/1/notes", `Authorization: Bearer ${customer}`);
  expect((await api.post("/api/incidents/1/notes", { text: "対応中" }, operator)).status).toBe(404);
  expect((await api.get("/api/incidents", operator)).status).toBe(200);
});

it("strangers' requests that do not end leave those who are logged in theirs", async () => {
  await crawls(250, "/api/incidents/1/notes");
  await crawls(250, "/api/incidents/1/notes", "Authorization: Bearer nonsense");
  expect((await api.get("/api/incidents", operator)).status).toBe(200);
});

it("logins that do not end leave others theirs", async () => {
  await crawls(150, "/api/auth/sign-in/username", "X-Forwarded-For: 203.0.113.9");
  expect((await login("198.51.100.7")).status).not.toBe(503);
});

it("a body in another encoding is refused with its place, not folded", async () => {
  const body = Buffer.concat([Buffer.from('{"text":"'), Buffer.from([0x8c, 0x78]), Buffer.from('"}')]);
  const headers = { authorization: `Bearer ${operator}` };
  const answer = await fetch(`${api.url}/api/incidents/1/notes`, { method: "POST", headers, body });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ errors: [{ message: "not UTF-8 at byte 9, counted from 0" }] });
});

it("what is no token at all is refused without asking the database", async () => {
  const cut = await startTestApi();
  await cut.sql.end();
  for (const token of ["nonsense", "x".repeat(500)]) {
    expect((await cut.get("/api/incidents", token)).status).toBe(401);
    const key = { authorization: `Bearer ${token}` };
    expect((await fetch(`${cut.url}/intake/alerts`, { method: "POST", headers: key })).status).toBe(401);
    expect((await cut.get(`/approve/${token}`)).status).toBe(404);
  }
  expect((await cut.get("/api/incidents", "x".repeat(43))).status).toBe(503);
  await cut.stop();
});
