import { callOutcomeWord, type ToldCall } from "../calls/fallbackMail.ts";
import type { AlertFacts, Mail } from "../messages/facts.ts";
import { firingSections, letter, subjectOf } from "../messages/mailParts.ts";
import { stepStateTexts } from "../runbooks/runTexts.ts";
import type { StepKind, StepState } from "../runbooks/story.ts";
import { say } from "../say.ts";
import { oneLine } from "../words/oneLine.ts";
import type { Text } from "../words/phrase.ts";
import { mailTime } from "../words/times.ts";

/** What was tried before an incident was escalated. */
export interface Tried {
  /** Names of contacts whose mail server accepted the alert's mail. */
  mailed: readonly string[];
  calls: readonly ToldCall[];
  runs: readonly TriedRun[];
}

/** A runbook that ran earlier: what it did, and what was seen. */
export interface TriedRun {
  title: string;
  startedAt: Date;
  /** How it ended, in one sentence. */
  why: Text;
  steps: readonly { title: string; kind: StepKind; state: StepState; seen: Text | null }[];
}

/** The mail when escalation begins: what happened, and what was tried (contract "escalation"). */
export function escalationMail(facts: AlertFacts, reason: string, tried: Tried): Mail {
  return {
    subject: subjectOf(facts, " エスカレーションのご連絡"),
    body: letter(
      facts.centerName,
      ["下記の警報について、エスカレーションのご連絡をいたします。"],
      [
        ...firingSections(facts),
        { title: "エスカレーションの理由", text: oneLine(reason) },
        { title: "これまでの対応", text: triedLines(facts, tried).join("\n") },
      ],
    ),
  };
}

function triedLines(facts: AlertFacts, { mailed, calls, runs }: Tried): string[] {
  const lines = [
    ...(mailed.length === 0 ? [] : [`メール: ${mailed.map((name) => `${oneLine(name)} 様`).join("、")}`]),
    ...calls.map((call) => {
      const when = call.placedAt === null ? "架電なし" : mailTime(call.placedAt, facts.timezone);
      return `電話: ${when} ${oneLine(call.name)} 様 ${callOutcomeWord(call.outcome)}`;
    }),
    ...runs.flatMap((run) => runLines(run, facts.timezone)),
  ];
  return lines.length === 0 ? ["ご連絡はこのメールが最初です。"] : lines;
}

function runLines({ startedAt, why, steps }: TriedRun, timezone: string): string[] {
  return [
    `手順書: ${mailTime(startedAt, timezone)} ${oneLine(say(why))}`,
    ...steps.map(({ title, kind, state, seen }) => {
      const what = kind === "undo" ? `取り消し「${oneLine(title)}」` : oneLine(title);
      return `　${what}: ${stepStateTexts[state]()}${seen === null || seen === "" ? "" : `（${oneLine(say(seen))}）`}`;
    }),
  ];
}
