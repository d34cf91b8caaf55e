import { levelWord } from "../../alerts/level.ts";
import type { AlertFacts, Mail } from "../../messages/facts.ts";
import { nameInSubject } from "../../messages/mailParts.ts";
import { say } from "../../say.ts";
import { oneLine, orDash, shorten } from "../../words/oneLine.ts";
import type { Phrase } from "../../words/phrase.ts";
import { clockTime, mailTime } from "../../words/times.ts";
import { type OperatorReason, wordsFor } from "./operatorReasons.ts";

/** The control centre works by Tokyo time, wherever the customer is. */
const operatorsZone = "Asia/Tokyo";

export interface OperatorNotice extends Mail {
  /** The same for a chat, in one plain line. */
  line: string;
  /** Why, in a word or two. */
  headline: Phrase;
}

/**
 * Tells operators about an incident that needs a person (R3.1b, R5.1a). `deadlineAt` is null while no time runs for
 * the first response.
 */
export function operatorNotice(
  facts: AlertFacts,
  why: OperatorReason,
  { deadlineAt, now }: { deadlineAt: Date | null; now: Date },
): OperatorNotice {
  const minutesLeft = Math.max(0, ((deadlineAt ?? now).getTime() - now.getTime()) / 60_000);
  const { headline, what, todo } = wordsFor(why, minutesLeft);
  const customer = nameInSubject(facts.customer?.name ?? "お客様未特定");
  const trouble = `${nameInSubject(facts.node)} ${nameInSubject(facts.alarm)}`;
  const since = `${clockTime(facts.firstOccurredAt, operatorsZone)}発生`;
  const until = deadlineAt === null ? "初動期限なし" : `初動期限 ${clockTime(deadlineAt, operatorsZone)}`;
  return {
    headline,
    subject: `【要対応】#${facts.incident} ${say(headline)} ${customer} ${trouble}`,
    body: body(facts, deadlineAt, `${what}\n${todo}`),
    line: oneLine(
      `【要対応】#${facts.incident} ${say(headline)} ${customer} ${trouble} レベル${levelWord(facts.level)} ${since} ${until} ${what}`,
    ),
  };
}

function body(facts: AlertFacts, deadlineAt: Date | null, message: string): string {
  const lines: [string, string][] = [
    ["インシデント", `#${facts.incident}`],
    [
      "お客様",
      facts.customer === null ? "未特定" : `${oneLine(facts.customer.name)}（${facts.customer.id}）`,
    ],
    ["システム", orDash(facts.system === null ? null : oneLine(facts.system.name))],
    ["サーバ名", orDash(oneLine(facts.node))],
    ["警報名", orDash(oneLine(facts.alarm))],
    ["警報レベル", levelWord(facts.level)],
    ["検知データ", orDash(facts.value === null ? null : oneLine(facts.value))],
    ["初回発生時刻", mailTime(facts.firstOccurredAt, operatorsZone)],
    ["警報検知時刻", mailTime(facts.detectedAt, operatorsZone)],
    ["初動期限", deadlineAt === null ? "なし（静観中）" : mailTime(deadlineAt, operatorsZone)],
    ...(facts.log === null
      ? []
      : [["ログ", orDash(shorten(oneLine(facts.log), 1024))] satisfies [string, string]]),
  ];
  return [message, "", ...lines.map(([name, text]) => `${name}: ${text}`), ""].join("\n");
}
