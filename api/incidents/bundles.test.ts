import { afterAll, beforeAll, expect, it } from "vitest";
import { keepBundle, removeOldBundles } from "../../db/runbooks/bundles.ts";
import { beginStep, readRun } from "../../db/runbooks/runbookRuns.ts";
import { givenRun } from "../../db/testRuns.ts";
import { startTestApi, type TestApi } from "../testApi.ts";

const collectedAt = new Date("2026-11-22T03:00:00Z");
const logs = Buffer.from("a customer's own lines, again and again. ".repeat(20));

let api: TestApi;
let operator: string;
let number: number;
beforeAll(async () => {
  api = await startTestApi();
  operator = await api.given.person("鈴木");
  const version = await api.given.customer("acme");
  number = await api.given.incident({ customer: "acme", version });
  const id = await givenRun(api.db, number, { tree: null, target: "サーバー01" });
  const place = { run: id, sequence: 1, path: "steps[1]", kind: "act", title: "ログの取得" } as const;
  const step = await beginStep(api.db, place, collectedAt);
  await keepBundle(api.db, api.vault, await readRun(api.db, id), step, logs, collectedAt);
});
afterAll(() => api.stop());

const address = async () => {
  const { body } = await api.get(`/api/incidents/${number}`, operator);
  const [bundle] = body.bundles as { id: string }[];
  return `/api/incidents/${number}/bundles/${bundle?.id}`;
};

it("[R5.7] a bundle is stored encrypted and served unchanged, whatever letters its target's name has", async () => {
  const [row] = await api.sql`select content, bytes from bundles`;
  expect(row?.content.includes("customer's own lines")).toBe(false);
  expect(row?.bytes).toBe(logs.length);
  const response = await fetch(api.url + (await address()), {
    headers: { authorization: `Bearer ${operator}` },
  });
  expect(response.status).toBe(200);
  expect(Buffer.from(await response.arrayBuffer()).equals(logs)).toBe(true);
  expect(response.headers.get("content-type")).toBe("application/gzip");
  expect(response.headers.get("content-disposition")).toContain(
    `filename*=UTF-8''${encodeURIComponent("サーバー01-20261122T030000Z.tar.gz")}`,
  );
});

it("[R2.4] a bundle that is moved to another run does not open", async () => {
  const at = await address();
  await api.sql`update bundles set sequence = 2`;
  expect((await api.get(at, operator)).status).toBeGreaterThanOrEqual(400);
  await api.sql`update bundles set sequence = 1`;
  expect((await api.get(at, operator)).status).toBe(200);
});

it("[R5.7] a bundle goes when its time is over", async () => {
  const after = (days: number) => new Date(collectedAt.getTime() + days * 24 * 3_600_000 + 1);
  expect(await removeOldBundles(api.db, after(89), 90)).toBe(0);
  expect(await removeOldBundles(api.db, after(90), 90)).toBe(1);
  expect((await api.get(`/api/incidents/${number}`, operator)).body.bundles).toEqual([]);
});
