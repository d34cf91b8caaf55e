import { afterAll, beforeAll, expect, it } from "vitest";
import { callLineTexts, callReasonTexts, operatorCallLineTexts } from "../../domain/calls/texts.ts";
import { escalationTexts } from "../../domain/incidents/timelineTexts.ts";
import { callOutcomeWord } from "../../domain/messages/fallbackMail.ts";
import { telephoneTexts } from "../../domain/messages/providerTexts.ts";
import {
  channelTexts,
  headlineTexts,
  messageTexts,
  operatorsSentTexts,
} from "../../domain/messages/sendingTexts.ts";
import { startTestApi, type TestApi } from "../testApi.ts";
import { incidentSchema } from "./schemas.ts";

let api: TestApi;
let operator: string;
let number: number;

const refused = telephoneTexts.unreachable({ code: "ECONNREFUSED" });
const skipped = callReasonTexts.skipInterval({ minutes: 60, incident: 7 });
const escalated = { reason: escalationTexts.inTime({ minutes: 30 }) };
const kept: [kind: string, text: string, english: string][] = [
  [
    "call",
    callLineTexts.refused({ name: "佐藤 太郎", reason: refused }),
    "Could not call 佐藤 太郎 (could not connect to the telephone company (ECONNREFUSED))",
  ],
  [
    "call",
    callLineTexts.endedBecause({
      ...{ name: "佐藤 太郎", outcome: callOutcomeWord("ignored"), reason: callReasonTexts.noKey() },
    }),
    "Call to 佐藤 太郎: answered, no key pressed (the call ended without a 1 (also for voicemail))",
  ],
  [
    "call",
    callLineTexts.skipped({ name: "鈴木 花子", reason: skipped }),
    "Skipped calling 鈴木 花子 (called for #7 within the skip interval of 60 minutes)",
  ],
  [
    "operators",
    operatorsSentTexts.sent({
      channel: channelTexts.mail(),
      what: messageTexts.toOperators({ headline: headlineTexts.minutesLeft({ minutes: 5 }) }),
    }),
    "Mail sent: notice to operators (5 minutes left for the first response)",
  ],
  [
    "escalation",
    escalationTexts.begunWithCalls(escalated),
    "Escalation begun (neither recovered nor acknowledged within 30 minutes of detection). The operators' calls begin",
  ],
  [
    "operators-note",
    operatorCallLineTexts.note({ name: "佐藤 太郎", note: "話中" }),
    "Note on the call to 佐藤 太郎: 話中",
  ],
  // A person's own words, though they are one of ours too.
  ["note", "復旧しました", "復旧しました"],
];

beforeAll(async () => {
  api = await startTestApi();
  operator = await api.given.person("鈴木");
  number = await api.given.incident();
  const at = (second: number) => new Date(Date.UTC(2026, 10, 22, 3, 0, second));
  for (const [index, [kind, text]] of kept.entries())
    await api.given.timelineEntry(number, { at: at(index), kind, text });
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

it("says in English what was kept in Japanese, with the reasons inside it", async () => {
  expect(await shown("en")).toEqual({
    timeline: kept.map(([, , english]) => english),
    calls: [
      "could not connect to the telephone company (ECONNREFUSED)",
      "called for #7 within the skip interval of 60 minutes",
    ],
    dispatches: ["could not connect to the telephone company (ECONNREFUSED)"],
  });
});

it("says to everybody else what was kept", async () => {
  expect(await shown()).toEqual({
    timeline: kept.map(([, text]) => text),
    calls: [refused, skipped],
    dispatches: [refused],
  });
});
