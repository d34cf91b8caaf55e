import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { twilioRecordings } from "../../../activities/providers/twilioRecordings.ts";
import { newCall } from "../../../sandbox/exchange/call.ts";
import { type Sandbox, startSandbox } from "../../../sandbox/index.ts";
import { startTestApi, type TestApi, telephoneAccount } from "../../testApi.ts";
import { deleteOldRecordings } from "./housekeeping.ts";

let sandbox: Sandbox;
let api: TestApi;
let operator: string;
let number: number;
beforeAll(async () => {
  sandbox = await startSandbox({ twilio: telephoneAccount });
  api = await startTestApi({ telephoneApiUrl: sandbox.url });
  operator = await api.given.person("当番 一郎");
});
afterAll(async () => {
  await api.stop();
  await sandbox.stop();
});
beforeEach(async () => {
  await api.sql`truncate incidents, calls, recordings, audit_log, incoming_calls restart identity`;
  number = await api.given.incident();
});

/** A recording of three seconds, both at the provider and as a row. */
async function recorded(fields: { call?: string; deleteAfter?: Date } = {}): Promise<string> {
  const call = newCall({ to: "+819012345678", from: "+81312345678" }, new Date());
  const recording = sandbox.exchange.recordings.begin(call, 2, null, new Date());
  recording.seconds = 3;
  return await api.given.recording(number, { sid: recording.sid, ...fields });
}

const play = (sid: string, headers: Record<string, string> = {}) =>
  fetch(`${api.url}/api/recordings/${sid}`, { headers: { authorization: `Bearer ${operator}`, ...headers } });

describe("playing a recording", () => {
  it("[R5.3.2] streams the sound, shows it in the page, and writes down who played it", async () => {
    const sid = await recorded();
    const answer = await play(sid);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("audio/wav");
    expect(answer.headers.get("content-disposition")).toBe("inline");
    expect((await answer.arrayBuffer()).byteLength).toBe(44 + 3 * 8000 * 2);
    const notes = await api.sql`select person, action, incident, customer, detail from audit_log`;
    expect(notes).toMatchObject([
      { person: "当番 一郎", action: "play-recording", incident: number, detail: { recording: sid } },
    ]);
  });

  it("[R5.3.2] plays a part, as when somebody goes back in it", async () => {
    const answer = await play(await recorded(), { range: "bytes=100-199" });
    expect([answer.status, (await answer.arrayBuffer()).byteLength]).toEqual([206, 100]);
    expect(answer.headers.get("content-range")).toBe(`bytes 100-199/${44 + 3 * 8000 * 2}`);
  });

  it("[R5.3.2] has none that was deleted, here or at the provider, or never was", async () => {
    const gone = await recorded();
    sandbox.exchange.recordings.delete(gone);
    const marked = await recorded();
    await api.sql`update recordings set deleted_at = now() where sid = ${marked}`;
    for (const sid of [gone, marked, `RE${"0".repeat(32)}`, "..%2F..%2FCalls"])
      expect((await play(sid)).status, sid).toBe(404);
  });

  it("[RA4] is shown on its call to operators, and not to customers", async () => {
    const call = "00000000-0000-4000-8000-00000000000a";
    await api.given.call(number, { id: call, kind: "operator", calledBy: "当番 一郎", resultNote: "内線へ" });
    const sid = await recorded({ call });
    const customer = await api.given.person("佐藤", { role: "customer", customers: ["acme"] });
    const recordings = [{ id: sid, seconds: 42, recordedAt: "2026-11-22T03:27:15.000Z" }];
    expect((await api.get(`/api/incidents/${number}`, operator)).body).toMatchObject({
      calls: [{ id: call, calledBy: "当番 一郎", resultNote: "内線へ", recordings }],
    });
    expect((await api.get(`/api/incidents/${number}`, customer)).body).toMatchObject({
      calls: [{ id: call, resultNote: null, recordings: [] }],
    });
  });

  it("[R2.4] says that the provider is away, and nothing of how we log in there", async () => {
    const away = twilioRecordings({ ...telephoneAccount, apiUrl: "http://127.0.0.1:2" });
    const error: unknown = await away.open("RE1", null).catch((thrown: unknown) => thrown);
    expect(String(error)).toContain("接続できませんでした");
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toMatch(/token|Basic/);
  });
});

describe("a recording whose time is over", () => {
  const day = (days: number): Date => new Date(Date.parse("2026-11-22T03:27:15Z") + days * 86_400_000);
  const sweep = (apiUrl = sandbox.url) =>
    deleteOldRecordings({
      db: api.db,
      clock: () => day(0),
      logger: pino({ level: "silent" }),
      store: twilioRecordings({ ...telephoneAccount, apiUrl }),
    });
  const left = async () =>
    (await api.sql`select sid from recordings where deleted_at is null`).map(({ sid }) => sid);

  it("[R5.3.2] is deleted at the provider; others stay", async () => {
    const old = await recorded({ deleteAfter: day(-1) });
    const young = await recorded({ deleteAfter: day(1) });
    await sweep();
    expect(await left()).toEqual([young]);
    expect(sandbox.exchange.recordings.find(old)).toBeNull();
    expect(sandbox.exchange.recordings.find(young)).not.toBeNull();
  });

  it("[R5.3.2] stays until the provider says that it is gone, or that it knows no such recording", async () => {
    const old = await recorded({ deleteAfter: day(-1) });
    await sweep("http://127.0.0.1:2");
    expect(await left()).toEqual([old]);
    sandbox.exchange.recordings.delete(old);
    await sweep();
    expect(await left()).toEqual([]);
  });
});
