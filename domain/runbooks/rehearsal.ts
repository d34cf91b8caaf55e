import { say } from "../say.ts";
import type { Text } from "../words/phrase.ts";
import { mailTime } from "../words/times.ts";
import type { Runbook } from "./tree.ts";

/** What a rehearsal saw at one step. */
export interface RehearsedStep {
  /** As numbered in the procedure, such as 2-1. */
  number: string;
  title: string;
  /** The answer of the check, or `fault` if it could not be asked; `not-done`: what a run would do here. */
  result: "yes" | "no" | "fault" | "not-done";
  /** What was seen, why the check could not be asked, or what a run would do. */
  seen: Text;
  seconds: number;
}

/** Shown instead of a number for the check at the end. */
export const verifyNumber = "復旧の確認";

export interface Rehearsal {
  runbook: Runbook;
  customerName: string;
  /** `shop/web01` */
  target: string;
  by: string;
  startedAt: Date;
  timezone: string;
  steps: readonly RehearsedStep[];
}

/** Whether every check could be asked. A no is only today's state, not a fault. */
export const isSound = ({ steps }: Pick<Rehearsal, "steps">): boolean =>
  steps.every(({ result }) => result !== "fault");

const resultWords = { yes: "はい", no: "いいえ", fault: "確認できません", "not-done": "実施せず" } as const;

/** The written result of a rehearsal (手順書リハーサル, R2.7.3), as Markdown in Japanese. */
export function rehearsalReport(rehearsal: Rehearsal): string {
  const { runbook, steps } = rehearsal;
  const asked = steps.filter(({ result }) => result !== "not-done");
  const faults = asked.filter(({ result }) => result === "fault");
  return [
    `# 手順書リハーサル: ${runbook.title}`,
    [
      `- 手順書番号: \`${runbook.id}\``,
      `- お客様: ${rehearsal.customerName}`,
      `- 対象: ${rehearsal.target}`,
      `- 実施時刻: ${mailTime(rehearsal.startedAt, rehearsal.timezone)}`,
      `- 実施者: ${rehearsal.by}`,
      `- 結果: ${faults.length === 0 ? `確認${asked.length}件をすべて実施できました` : `確認${asked.length}件のうち${faults.length}件を実施できませんでした`}（変更は行っていません）`,
    ].join("\n"),
    [
      "| 手順 | 内容 | 結果 | 詳細 | 所要時間 |",
      "| --- | --- | --- | --- | --- |",
      ...steps.map(
        ({ number, title, result, seen, seconds }) =>
          `| ${number} | ${title} | ${resultWords[result]} | ${cell(say(seen))} | ${result === "not-done" ? "-" : `${seconds.toFixed(1)}秒`} |`,
      ),
    ].join("\n"),
  ].join("\n\n");
}

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");
