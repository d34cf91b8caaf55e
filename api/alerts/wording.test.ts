import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asc } from "../../db/drizzle.ts";
import { alerts } from "../../db/schema/index.ts";
import { createTestDatabase, type TestDatabase } from "../../db/testDatabase.ts";
import { givenSource, startIntake, type TestIntake } from "./testIntake.ts";

let database: TestDatabase;
let intake: TestIntake;
let key: string;

beforeAll(async () => {
  database = await createTestDatabase();
  intake = await startIntake(database);
  key = await givenSource(database, "acme", "scripts", "native");
});
beforeEach(() => database.db.delete(alerts));
afterAll(async () => {
  await intake.close();
  await database.drop();
});

const send = (body: Buffer, headers: Record<string, string> = {}) =>
  fetch(`${intake.url}/intake/alerts`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, ...headers },
    body: new Uint8Array(body),
  });
const stored = () => database.db.select().from(alerts).orderBy(asc(alerts.id));
const sound = Buffer.from('{"node":"web01","alarm":"監視","status":"firing"}');

describe("JSON is JSON", () => {
  it.each([
    "application/json; charset=utf8",
    "application/json; charset=UTF-8",
    "text/plain; charset=ISO-8859-1",
    "application/json; charset=shift_jis",
    "nonsense;;",
  ])("whatever the content type says: %s", async (type) => {
    expect((await send(sound, { "content-type": type })).status).toBe(202);
    expect(await stored()).toMatchObject([{ alarm: "監視" }]);
  });

  it.each([
    ["gzip", gzipSync(sound)],
    ["x-gzip", gzipSync(sound)],
    ["GZIP", gzipSync(sound)],
    ["deflate", deflateSync(sound)],
    ["br", brotliCompressSync(sound)],
    ["identity", sound],
    ["UTF-8", sound],
    ["utf8", sound],
    ["identity, gzip", gzipSync(sound)],
  ])("Content-Encoding: %s", async (encoding, body) => {
    expect((await send(body, { "content-encoding": encoding })).status).toBe(202);
    expect(await stored()).toMatchObject([{ alarm: "監視" }]);
  });

  it.each([
    ["zip", sound, 415],
    ["gzip, gzip", gzipSync(gzipSync(sound)), 415],
    ["gzip", sound, 400],
    ["gzip", gzipSync(sound).subarray(0, 20), 400],
  ])("but not Content-Encoding %s of something else", async (encoding, body, status) => {
    expect((await send(body, { "content-encoding": encoding })).status).toBe(status);
    expect(await stored()).toEqual([]);
  });

  it("with a byte order mark too", async () => {
    expect((await send(Buffer.concat([Buffer.from("\ufeff"), sound]))).status).toBe(202);
  });
});

describe("invalid UTF-8 is refused with its position, so that two alarms never become one", () => {
  const around = (odd: number[], before = '{"node":"web01","status":"firing","alarm":"') =>
    Buffer.concat([Buffer.from(before), Buffer.from(odd), Buffer.from('"}')]);
  const shiftJis = [0x8c, 0x78, 0x95, 0xf1];
  const long = `{"node":"web01","status":"firing","log":"${"あ".repeat(60_000)}","alarm":"`;

  it.each([
    ["Shift_JIS", around(shiftJis), 43],
    ["Shift_JIS far behind", around(shiftJis, long), Buffer.byteLength(long)],
    ["a character cut in half", around([0xe3, 0x81]), 43],
    ["Latin 1", around([0x61, 0xfc]), 44],
    ["a body cut in a character", Buffer.concat([Buffer.from('"ab'), Buffer.from([0xe3, 0x81])]), 3],
  ])("%s", async (_what, body, place) => {
    const answer = await send(body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      code: "malformed_json",
      errors: [{ path: "", message: `not UTF-8 at byte ${place}, counted from 0` }],
    });
    expect(await stored()).toEqual([]);
  });
});
