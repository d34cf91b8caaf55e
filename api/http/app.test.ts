import { Router } from "express";
import pino from "pino";
import { afterAll, beforeAll, expect, it } from "vitest";
import { DomainError } from "../../domain/errors.ts";
import { buildApp } from "./app.ts";
import { type Serving, serve } from "./serve.ts";

let serving: Serving;
let log = "";

beforeAll(async () => {
  const router = Router();
  router.get("/api/fault", () => {
    throw new Error("the database's password is secret");
  });
  router.post("/api/echo", (request, response) => void response.json(request.body));
  const write = (line: string) => {
    log += line;
  };
  const app = buildApp({
    logger: pino({}, { write }),
    open: [],
    intake: Router(),
    authenticate: (request, _response, next) => {
      if (request.get("authorization") === undefined)
        throw new DomainError("unauthenticated", "Who are you?");
      next();
    },
    people: [],
    idempotent: (_request, _response, next) => next(),
    api: [router],
  });
  serving = await serve(app, { host: "127.0.0.1", port: 0 });
});
afterAll(() => serving.stop(1_000));

const as = { authorization: "Bearer token-of-sato" };
const ask = (path: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${serving.port}${path}`, init);

it("a path under /api is 401 without a login, whether it exists or not; elsewhere it is 404", async () => {
  for (const path of ["/api", "/api/nothing", "/api/fault"]) expect((await ask(path)).status).toBe(401);
  expect((await ask("/api/nothing", { headers: as })).status).toBe(404);
  expect((await ask("/nothing")).status).toBe(404);
  expect((await ask("/%")).status).toBe(404);
});

it("every refusal is a problem of RFC 9457", async () => {
  const response = await ask("/api/nothing", { headers: as });
  expect(response.headers.get("content-type")).toMatch("application/problem+json");
  expect(await response.json()).toEqual({
    type: "about:blank",
    title: "Not Found",
    status: 404,
    code: "not_found",
    detail: "There is nothing at this address.",
  });
});

it("a fault of ours is logged and not shown", async () => {
  const response = await ask("/api/fault", { headers: { ...as, "x-request-id": "req-1" } });
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain("secret");
  expect(response.headers.get("x-request-id")).toBe("req-1");
  expect(log).toMatch(/"requestId":"req-1".*"message":"the database's password/);
  expect(log).not.toContain("token-of-sato");
});

it("refuses bodies that are too large, no JSON, or in an unknown encoding", async () => {
  const post = (body: string, headers = {}) =>
    ask("/api/echo", { method: "POST", body, headers: { ...as, ...headers } });
  expect(await (await post('{"a":1}')).json()).toEqual({ a: 1 });
  expect((await post("{")).status).toBe(400);
  expect((await post(`"${"x".repeat(1024 * 1024)}"`)).status).toBe(413);
  expect((await post("{}", { "content-encoding": "zip" })).status).toBe(415);
});

it("reveals nothing about its software, and may be neither framed nor cached", async () => {
  const { headers } = await ask("/nothing");
  expect(headers.has("x-powered-by")).toBe(false);
  expect(headers.get("x-frame-options")).toBe("DENY");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("cache-control")).toBe("no-store");
});

it("stops in time though a request does not end", async () => {
  const app: Parameters<typeof serve>[0] = () => {};
  const stuck = await serve(app, { host: "127.0.0.1", port: 0 });
  const answer = fetch(`http://127.0.0.1:${stuck.port}/`).catch(() => "cut");
  const began = performance.now();
  await stuck.stop(200);
  expect(performance.now() - began).toBeLessThan(1_000);
  expect(await answer).toBe("cut");
});
