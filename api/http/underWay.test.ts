import { once } from "node:events";
import { request } from "node:http";
import express from "express";
import pino from "pino";
import { afterAll, beforeAll, expect, it } from "vitest";
import { errorHandler } from "./errorHandler.ts";
import { jsonBody } from "./jsonBody.ts";
import { type Serving, serve } from "./serve.ts";
import { answerWithin, budget, limitUnderWay } from "./underWay.ts";

let serving: Serving;
let url: string;
const finish: (() => void)[] = [];

beforeAll(async () => {
  const app = express();
  const whose = (request: express.Request) => request.get("x-whose") ?? "";
  app.use(limitUnderWay(budget({ requests: 4, bytes: 200 }), budget({ requests: 2, bytes: 100 }, whose)));
  app.use(jsonBody({ limitBytes: 60 }));
  app.post("/slow", async (_request, response) => {
    const work = new Promise<void>((resolve) => finish.push(resolve));
    await answerWithin(response, 200, work);
    response.json("done");
  });
  app.post("/quick", (_request, response) => void response.json("done"));
  app.use(errorHandler(pino({ level: "silent" })));
  serving = await serve(app, { host: "127.0.0.1", port: 0 });
  url = `http://127.0.0.1:${serving.port}`;
});
afterAll(() => serving.stop(1_000));

const post = (path: string, body = "", whose = "sato") =>
  fetch(`${url}${path}`, { method: "POST", body, headers: { "x-whose": whose } });
const textOf = (length: number) => JSON.stringify("x".repeat(length - 2));
const end = () => finish.splice(0).forEach((resolve) => void resolve());

it("answers 503 to requests above the limit, and serves again once others have ended", async () => {
  const slow = [post("/slow"), post("/slow")];
  await expect.poll(() => finish.length).toBe(2);
  const shed = await post("/quick");
  expect(shed.status).toBe(503);
  expect(shed.headers.get("retry-after")).toMatch(/^\d+$/);
  expect(await shed.json()).toMatchObject({ code: "overloaded" });
  end();
  for (const answer of slow) expect((await answer).status).toBe(200);
  await expect.poll(async () => (await post("/quick")).status).toBe(200);
});

it("counts the bytes of all bodies as they arrive, not as announced", async () => {
  const large = post("/slow", textOf(50));
  await expect.poll(() => finish.length).toBe(1);
  const chunked = request(`${url}/quick`, { method: "POST", headers: { "x-whose": "sato" } });
  chunked.write('"');
  expect((await post("/quick", textOf(50), "suzuki")).status).toBe(200);
  chunked.write("x".repeat(49));
  chunked.end('"');
  const [answer] = await once(chunked, "response");
  expect(answer.statusCode).toBe(503);
  answer.resume();
  end();
  await large;
});

it("one client's requests do not use up another's share", async () => {
  const slow = [post("/slow"), post("/slow")];
  await expect.poll(() => finish.length).toBe(2);
  expect((await post("/quick")).status).toBe(503);
  expect((await post("/quick", "", "suzuki")).status).toBe(200);
  end();
  await Promise.all(slow);
});

it("keeps the place of work whose sender was answered before it ended", async () => {
  const answers = await Promise.all([post("/slow"), post("/slow")]);
  expect(answers.map(({ status }) => status)).toEqual([503, 503]);
  expect((await post("/quick")).status).toBe(503);
  end();
  await expect.poll(async () => (await post("/quick")).status).toBe(200);
});
