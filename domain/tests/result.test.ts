import { describe, expect, it } from "vitest";
import type { Language } from "../words/language.ts";
import { callProgress } from "./callProgress.ts";
import { operationTestResult, type ResultStep } from "./result.ts";
import { stepOutcomes, stepOutcomeWord, testChannels } from "./step.ts";
import { operationTestStory, type StoryStep } from "./story.ts";

const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

const at = (second: number): Date => new Date(Date.UTC(2026, 10, 22, 3, 27, second));
const step = (given: string): ResultStep => {
  const [channel, recipient = "", outcome] = given.split(" ");
  return { channel, recipient, name: recipient, outcome: outcome ?? null } as ResultStep;
};

describe("who was reached", () => {
  it.each([
    [["mail a sent", "mail b refused"], ["メール: 2件中1件を送信"], ["Mail: 1 of 2 sent"]],
    [["chat ops failed"], ["チャット: 1件中0件を投稿"], ["Chat: 0 of 1 posted"]],
    [
      ["call a acknowledged", "call b missed", "call c skipped", "call d"],
      ["電話: 4名中1名が1を押して確認", "確認: a 様", "未確認: b 様、c 様", "架電中・架電待ち: d 様"],
      [
        "Telephone: 1 of 4 pressed 1",
        "Reached: a",
        "Not reached: b, c",
        "Being called or still to be called: d",
      ],
    ],
    [
      ["call a failed", "call a acknowledged"],
      ["電話: 1名中1名が1を押して確認", "確認: a 様"],
      ["Telephone: 1 of 1 pressed 1", "Reached: a"],
    ],
  ])("[R2.7.3] %j", (steps, summary, english) => {
    expect(operationTestResult(steps.map(step)).summary).toEqual(summary);
    expect(operationTestResult(steps.map(step), "en").summary).toEqual(english);
  });
});

describe("how long a call took", () => {
  const status = (value: string, second: number) => ({
    kind: "status" as const,
    value,
    receivedAt: at(second),
  });
  const key = (value: string, second: number) => ({ kind: "key" as const, value, receivedAt: at(second) });

  it.each([
    ["nothing is known", [], ["waiting", null, null, null, null]],
    ["it rings", [status("initiated", 1), status("ringing", 2)], ["ringing", 2000, null, null, null]],
    [
      "somebody answered",
      [status("ringing", 2), status("in-progress", 7)],
      ["talking", 2000, 7000, null, null],
    ],
    [
      "3, then 1, then another key",
      [status("in-progress", 7), key("3", 9), key("1", 20), key("5", 21)],
      ["talking", null, 7000, 20000, "1"],
    ],
    ["a key before its status", [key("*", 9)], ["talking", null, 9000, 9000, "*"]],
  ])("[R2.7.3] %s", (_, facts, expected) => {
    const progress = callProgress(at(0), facts);
    const { state, ringMilliseconds, answerMilliseconds, keyMilliseconds } = progress;
    expect([state, ringMilliseconds, answerMilliseconds, keyMilliseconds, progress.key]).toEqual(expected);
  });
});

describe("everything that happened, in order, with who did it", () => {
  const test = {
    startedAt: at(0),
    startedBy: "鈴木",
    abortedAt: at(30),
    abortedBy: "田中",
    endedAt: at(40),
  };
  const common = { reason: null, facts: [], begunAt: at(1) };
  const steps: StoryStep[] = [
    {
      ...common,
      channel: "call",
      name: "佐藤",
      to: "+81901",
      endedAt: at(25),
      outcome: "acknowledged",
      facts: [
        { kind: "status", value: "ringing", receivedAt: at(2) },
        { kind: "key", value: "1", receivedAt: at(20) },
      ],
    },
    {
      ...common,
      channel: "mail",
      name: "佐藤",
      to: "s@a.example",
      endedAt: at(3),
      outcome: "refused",
      reason: "550",
    },
    { ...common, channel: "chat", name: "ops", to: "ops", endedAt: at(4), outcome: "sent" },
  ];
  const told = (language?: Language) =>
    operationTestStory(test, steps, language).map(({ actor, text }) => `${actor}: ${text}`);

  it("[R2.7.3] in Japanese", () => {
    expect(told()).toEqual([
      "鈴木: 運用試験を開始しました",
      "toban: 電話 佐藤 様（+81901）: 発信しました",
      "toban: 電話 佐藤 様（+81901）: 呼び出し中です",
      "toban: メール 佐藤 様（s@a.example）: 受け付けられませんでした（550）",
      "toban: チャット ops: 投稿しました",
      "toban: 電話 佐藤 様（+81901）: 1が押されました",
      "toban: 電話 佐藤 様（+81901）: 応答(1)",
      "田中: 運用試験を中止しました。これ以上の架電は行いません",
      "toban: 運用試験が終わりました",
    ]);
  });

  it("[R2.7.3] in English, with names and a mail server's own words as they are", () => {
    expect(told("en")).toEqual([
      "鈴木: Began the operation test",
      "toban: Call to 佐藤 (+81901): placed",
      "toban: Call to 佐藤 (+81901): ringing",
      "toban: Mail to 佐藤 (s@a.example): refused (550)",
      "toban: Chat ops: posted",
      "toban: Call to 佐藤 (+81901): 1 was pressed",
      "toban: Call to 佐藤 (+81901): acknowledged (1)",
      "田中: Aborted the operation test. Nobody else is called",
      "toban: The operation test has ended",
    ]);
  });
});

it("[R2.7.3] every outcome has a word in either language", () => {
  const words = (language: Language) =>
    testChannels.flatMap((channel) =>
      stepOutcomes.map((outcome) => stepOutcomeWord(channel, outcome, language)),
    );
  expect(words("ja").filter((word) => !japanese.test(word))).toEqual([]);
  expect(words("en").filter((word) => japanese.test(word))).toEqual([]);
});
