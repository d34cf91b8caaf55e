import { say } from "../say.ts";
import { oneLine, severalLines } from "../words/oneLine.ts";
import { agreedTime } from "../words/times.ts";
import type { Proposal, SecondaryRecord } from "./record.ts";
import { secondaryKindTexts } from "./texts.ts";

/** One part of the proposal, as mail and page show it. */
export interface ProposalPart {
  title: string;
  text: string;
}

/** What the mails call it: the word of 仕様書, or its kind. */
export const subjectWord = ({ kind }: Proposal): string =>
  kind === "response" ? "障害二次対応" : secondaryKindTexts[kind]();

/** Everything the customer agrees to, in the customer's words and time zone; the procedure itself is separate. */
export function partsOf(proposal: Proposal, timezone: string): ProposalPart[] {
  const { plan, risk, runbook, system, target, scheduledAt, estimateMinutes, priceNote, vendor, steps } =
    proposal;
  const parts: [string, string | null][] = [
    ["概要", severalLines(proposal.summary)],
    ["作業内容", plan === null ? null : severalLines(plan)],
    ["問い合わせ先", vendor === null ? null : oneLine(vendor)],
    ["手順書", runbook === null ? null : runbookLines(runbook.title, runbook.with)],
    [
      "手順",
      steps.length === 0 ? null : steps.map((step, at) => `${at + 1}. ${oneLine(say(step))}`).join("\n"),
    ],
    ["対象", target === null ? null : system === null ? target : `${target}（${system}）`],
    ["リスク・影響", risk === null ? null : severalLines(risk)],
    [
      "実施日時",
      scheduledAt === null
        ? "ご承認のあと、調整のうえ実施します"
        : agreedTime(new Date(scheduledAt), timezone),
    ],
    ["所要時間の目安", estimateMinutes === null ? null : minutesWord(estimateMinutes)],
    ["費用", priceNote === null ? null : severalLines(priceNote)],
  ];
  return parts.flatMap(([title, text]) => (text === null ? [] : [{ title, text }]));
}

function runbookLines(title: string, parameters: Record<string, string | number>): string {
  const lines = Object.entries(parameters).map(([name, value]) => `${name}: ${oneLine(String(value))}`);
  return [oneLine(title), ...lines].join("\n");
}

function minutesWord(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `約${rest}分`;
  return rest === 0 ? `約${hours}時間` : `約${hours}時間${rest}分`;
}

/** What became of the work; used for the report if the operator wrote none. */
export function workLines({ steps, run, result, vendor }: SecondaryRecord): string[] {
  const byHand = steps.map(({ title, done, note }) => {
    const word = done === null ? "未実施" : done ? "実施" : "実施できず";
    return `・${oneLine(say(title))}: ${word}${note === null ? "" : `（${oneLine(note)}）`}`;
  });
  return [
    ...(result === null ? [] : [result.succeeded ? "正常に完了しました。" : "完了できませんでした。"]),
    ...(run === null ? [] : [oneLine(say(run.summary))]),
    ...byHand,
    ...(vendor?.ticket == null ? [] : [`受付番号: ${oneLine(vendor.ticket)}`]),
    ...(vendor?.answer == null ? [] : [`回答: ${severalLines(vendor.answer)}`]),
  ];
}
