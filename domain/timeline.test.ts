import { describe, expect, it } from "vitest";
import { alertEvents } from "./alerts/events.ts";
import { callEvents } from "./calls/events.ts";
import { callReasonTexts } from "./calls/texts.ts";
import { escalationEvents, incidentEvents } from "./incidents/events.ts";
import { headlineTexts } from "./incidents/notices/texts.ts";
import { escalationReasons, meaningReasons } from "./incidents/reasons.ts";
import { slack } from "./messages/chat/slack.ts";
import { messageEvents } from "./messages/events.ts";
import { mailServerFaults, telephoneFaults } from "./messages/providerTexts.ts";
import { messageTexts } from "./messages/sendingTexts.ts";
import { shownOf, type TimelineEvent, wordsOf } from "./timeline.ts";

describe("an event of the timeline", () => {
  it.each<[string, TimelineEvent, string, string]>([
    [
      "a reason inside it",
      callEvents.refused({
        name: "佐藤 太郎",
        reason: telephoneFaults.unreachable({ code: "ECONNREFUSED" }),
      }),
      "佐藤 太郎 様へ発信できませんでした（電話会社に接続できませんでした（ECONNREFUSED））",
      "Could not call 佐藤 太郎 (could not connect to the telephone company (ECONNREFUSED))",
    ],
    [
      "sentences inside a sentence",
      messageEvents.noticeSettled({
        channel: "chat",
        to: "operators:chat",
        outcome: "failed",
        what: messageTexts.toOperators({ headline: headlineTexts.minutesLeft({ minutes: 5 }) }),
        reason: slack.texts.refused({ answer: "HTTP 400" }),
      }),
      "チャット: オペレーターへの連絡（初動期限まで残り5分）を送信できませんでした（Slackが受け付けませんでした（HTTP 400））",
      "Chat could not be sent: notice to operators (5 minutes left for the first response) (refused by Slack (HTTP 400))",
    ],
    [
      "a provider's own words",
      messageEvents.settled({
        channel: "mail",
        to: "sato@acme.example",
        outcome: "refused",
        what: messageTexts.alertMail(),
        reason: mailServerFaults.mailRefused({ answer: "550 no such user" }),
      }),
      "メール sato@acme.example: 発生のご連絡は受け付けられませんでした（メールが受け付けられませんでした（550 no such user））",
      "Mail to sato@acme.example refused: notice of the alert (the mail was refused (550 no such user))",
    ],
    [
      "a value with our words in it",
      alertEvents.opened({ status: "firing", level: "high", value: "95 %（中）", rule: "夜間（Web）" }),
      "アラート受付: 発生 レベル高 95 %（中）（対応ルール: 夜間（Web））",
      "Alert received: firing, level high, 95 %（中） (rule: 夜間（Web）)",
    ],
    [
      "no value and no rule",
      alertEvents.opened({ status: "firing", level: "low", value: null, rule: null }),
      "アラート受付: 発生 レベル低（対応ルール: なし）",
      "Alert received: firing, level low (rule: none)",
    ],
    [
      "words after its reason",
      escalationEvents.begun({
        rule: "web down",
        calls: true,
        reason: escalationReasons.inTime({ minutes: 30 }),
      }),
      "エスカレーションを開始しました（検知から30分以内に復旧も対応確認もないため）。有人架電を始めます",
      "Escalation begun (neither recovered nor acknowledged within 30 minutes of detection). The operators' calls begin",
    ],
    [
      "the rules' own reason",
      incidentEvents.levelRaised({
        level: "high",
        reason: meaningReasons.levelRose({ from: "low", to: "high" }),
      }),
      "レベルが高に上がりました（低から高）",
      "The level rose to high (the level rose from low to high)",
    ],
    [
      "a person of the customer",
      incidentEvents.acknowledged({ by: "customer:佐藤 太郎", level: "middle" }),
      "対応確認: お客様（佐藤 太郎様）（レベル中まで）",
      "Acknowledged by the customer (佐藤 太郎) (up to level middle)",
    ],
    [
      "a name that was typed where nobody is known",
      incidentEvents.taken({ by: "山田（未確認）" }),
      "山田（未確認）が担当します",
      "山田 (unverified) has taken it",
    ],
    [
      "a person's note, even if it contains a sentence of ours",
      incidentEvents.noted({ text: "佐藤 様への架電: {name}" }),
      "佐藤 様への架電: {name}",
      "佐藤 様への架電: {name}",
    ],
    [
      "no reason where it has none",
      callEvents.ended({ name: "佐藤", outcome: "busy", reason: null }),
      "佐藤 様への架電: 話中",
      "Call to 佐藤: busy",
    ],
    [
      "why a call was skipped",
      callEvents.skipped({ name: "佐藤", reason: callReasonTexts.noNumber() }),
      "佐藤 様への架電をスキップしました（電話番号が登録されていません）",
      "Skipped calling 佐藤 (no telephone number is registered)",
    ],
  ])("says %s in each language", (_what, event, japanese, english) => {
    // The event as a row keeps it.
    const kept = JSON.parse(JSON.stringify(event)) as TimelineEvent;
    expect([wordsOf(kept, "ja"), wordsOf(kept, "en")]).toEqual([japanese, english]);
  });

  it("[RA4] is for operators only if it concerns only them", () => {
    const what = messageTexts.alertMail();
    const sent = { channel: "mail", to: "x", what, outcome: "sent", reason: null } as const;
    expect(shownOf(messageEvents.settled(sent))).toEqual({ kind: "mail", audience: "everyone" });
    expect(shownOf(messageEvents.noticeSettled(sent))).toEqual({ kind: "operators", audience: "staff" });
    expect(shownOf(incidentEvents.noted({ text: "x" }))).toEqual({ kind: "note", audience: "staff" });
  });

  it("of a later version shows its name", () => {
    expect(wordsOf({ event: "storm.begun" } as never, "ja")).toBe("storm.begun");
  });
});
