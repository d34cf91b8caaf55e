import { afterAll, beforeAll, expect, it } from "vitest";
import { callEvents, operatorCallEvents } from "../../domain/calls/events.ts";
import { callReasonTexts } from "../../domain/calls/texts.ts";
import { escalationEvents, incidentEvents } from "../../domain/incidents/events.ts";
import { headlineTexts } from "../../domain/incidents/notices/texts.ts";
import { escalationReasons } from "../../domain/incidents/reasons.ts";
import { messageEvents } from "../../domain/messages/events.ts";
import { telephoneFaults } from "../../domain/messages/providerTexts.ts";
import { messageTexts } from "../../domain/messages/sendingTexts.ts";
import { say } from "../../domain/say.ts";
import type { TimelineEvent } from "../../domain/timeline.ts";
import { startTestApi, type TestApi } from "../testApi.ts";
import { incidentSchema } from "./schemas.ts";

let api: TestApi;
let operator: string;
let number: number;

const refused = telephoneFaults.unreachable({ code: "ECONNREFUSED" });
const skipped = callReasonTexts.skipInterval({ minutes: 60, incident: 7 });
const name = "佐藤 太郎";
const kept: [event: TimelineEvent, japanese: string, english: string][] = [
  [
    callEvents.refused({ name, reason: refused }),
    "佐藤 太郎 様へ発信できませんでした（電話会社に接続できませんでした（ECONNREFUSED））",
    "Could not call 佐藤 太郎 (could not connect to the telephone company (ECONNREFUSED))",
  ],
  [
    callEvents.ended({ name, outcome: "ignored", reason: callReasonTexts.noKey() }),
    "佐藤 太郎 様への架電: 応答なし操作（1が押されないまま通話が終わりました（留守番電話を含みます））",
    "Call to 佐藤 太郎: answered, no key pressed (the call ended without a 1 (also for voicemail))",
  ],
  [
    callEvents.skipped({ name: "鈴木 花子", reason: skipped }),
    "鈴木 花子 様への架電をスキップしました（スキップ間隔60分以内に#7の件で架電済みのため）",
    "Skipped calling 鈴木 花子 (called for #7 within the skip interval of 60 minutes)",
  ],
  [
    messageEvents.noticeSettled({
      channel: "mail",
      to: "operators:mail",
      outcome: "sent",
      reason: null,
      what: messageTexts.toOperators({ headline: headlineTexts.minutesLeft({ minutes: 5 }) }),
    }),
    "メール: オペレーターへの連絡（初動期限まで残り5分）を送信しました",
    "Mail sent: notice to operators (5 minutes left for the first response)",
  ],
  [
    escalationEvents.begun({
      rule: "web down",
      reason: escalationReasons.inTime({ minutes: 30 }),
      calls: true,
    }),
    "エスカレーションを開始しました（検知から30分以内に復旧も対応確認もないため）。有人架電を始めます",
    "Escalation begun (neither recovered nor acknowledged within 30 minutes of detection). The operators' calls begin",
  ],
  [
    operatorCallEvents.noted({ name, note: "話中" }),
    "佐藤 太郎 様への電話のメモ: 話中",
    "Note on the call to 佐藤 太郎: 話中",
  ],
  // A person's own words, although they match one of our sentences.
  [incidentEvents.noted({ text: "復旧しました" }), "復旧しました", "復旧しました"],
];

beforeAll(async () => {
  api = await startTestApi();
  operator = await api.given.person("鈴木");
  number = await api.given.incident();
  const at = (second: number) => new Date(Date.UTC(2026, 10, 22, 3, 0, second));
  for (const [index, [event]] of kept.entries())
    await api.given.timelineEntry(number, { at: at(index), event });
  await api.given.call(number, { outcome: "failed", reason: refused });
  await api.given.call(number, { outcome: "skipped", reason: skipped, position: 2 });
  await api.given.dispatch(number, { outcome: "failed", reason: refused });
});
afterAll(() => api.stop());

async function shown(language?: string) {
  const headers = { authorization: `Bearer ${operator}`, ...(language && { "accept-language": language }) };
  const answer = await fetch(`${api.url}/api/incidents/${number}`, { headers });
  expect([answer.status, answer.headers.get("content-language")]).toEqual([200, language ?? "ja"]);
  const { timeline, calls, dispatches } = incidentSchema.parse(await answer.json());
  return {
    timeline: timeline.map(({ text }) => text),
    calls: calls.map(({ reason }) => reason),
    dispatches: dispatches.map(({ reason }) => reason),
  };
}

it("says in English what was kept, with the reasons inside it", async () => {
  expect(await shown("en")).toEqual({
    timeline: kept.map(([, , english]) => english),
    calls: [
      "could not connect to the telephone company (ECONNREFUSED)",
      "called for #7 within the skip interval of 60 minutes",
    ],
    dispatches: ["could not connect to the telephone company (ECONNREFUSED)"],
  });
});

it("says it to everybody else in Japanese", async () => {
  expect(await shown()).toEqual({
    timeline: kept.map(([, text]) => text),
    calls: [say(refused), say(skipped)],
    dispatches: [say(refused)],
  });
});
