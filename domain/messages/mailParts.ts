import { levelWord } from "../alerts/level.ts";
import { oneLine, orDash, severalLines, shorten } from "../words/oneLine.ts";
import { mailTime } from "../words/times.ts";
import type { AlertFacts } from "./facts.ts";

/** Keeps a subject readable in a list of mails, and names from breaking the header. */
const longestName = 100;
const longestLog = 4000;

export const nameInSubject = (text: string): string => orDash(shorten(oneLine(text), longestName));

/** Subjects such as `【web01】 HTTP警報発生のご連絡` (仕様書 5-2-1). */
export const subjectOf = (facts: AlertFacts, ending: string): string =>
  `【${nameInSubject(facts.node)}】 ${nameInSubject(facts.alarm)}警報${ending}`;

export interface Section {
  title: string;
  text: string;
}

export const sectionsOf = {
  node: (facts: AlertFacts): Section => ({ title: "サーバ名", text: orDash(oneLine(facts.node)) }),
  firstOccurredAt: (facts: AlertFacts): Section => ({
    title: "初回発生時刻",
    text: mailTime(facts.firstOccurredAt, facts.timezone),
  }),
  detectedAt: (facts: AlertFacts): Section => ({
    title: "警報検知時刻",
    text: mailTime(facts.detectedAt, facts.timezone),
  }),
  recoveredAt: (facts: AlertFacts): Section => ({
    title: "復旧時刻",
    text: mailTime(facts.recoveredAt ?? facts.saidAt, facts.timezone),
  }),
  alarm: (facts: AlertFacts, what: "を検知しました。" | "の復旧を確認しました。"): Section => ({
    title: "警報内容",
    text: [`${orDash(oneLine(facts.alarm))}${what}`, ...quotedLog(facts.log)].join("\n"),
  }),
  level: (facts: AlertFacts): Section => ({ title: "警報レベル", text: levelWord(facts.level) }),
  value: (facts: AlertFacts): Section => ({
    title: "リソース使用率",
    text: orDash(facts.value === null ? null : oneLine(facts.value)),
  }),
};

/** What every mail says of an alert that fires. */
export const firingSections = (facts: AlertFacts): Section[] => [
  sectionsOf.node(facts),
  sectionsOf.firstOccurredAt(facts),
  sectionsOf.detectedAt(facts),
  sectionsOf.alarm(facts, "を検知しました。"),
  sectionsOf.level(facts),
  sectionsOf.value(facts),
];

/** Quotes the line that a log alarm found, so no log line can pass for a part of the mail. */
function quotedLog(log: string | null): string[] {
  if (log === null || log.trim() === "") return [];
  const lines = shorten(severalLines(log).trim(), longestLog).split("\n");
  return ["", ...lines.map((line) => `> ${line}`.trimEnd())];
}

/** The letter around the sections: 仕様書 5-2-1, with the centre's own name. */
export function letter(centerName: string, opening: string[], sections: Section[]): string {
  return [
    "ご担当者様",
    "",
    `お世話になっております。${oneLine(centerName)}です。`,
    ...opening,
    "",
    ...sections.flatMap(({ title, text }) => [`【${title}】`, text, ""]),
    "以上、ご連絡させていただきます。",
    "",
  ].join("\n");
}
