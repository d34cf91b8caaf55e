import { setCurrentDetails } from "@temporalio/workflow";
import { inMarkdown } from "../../domain/messages/markdown.ts";
import { nameOf } from "../../domain/people/actor.ts";
import { say } from "../../domain/say.ts";
import type { SecondaryView } from "../../domain/secondary/duties.ts";
import { waitingWord } from "../../domain/secondary/heard.ts";
import { secondaryKindTexts, secondaryStateTexts } from "../../domain/secondary/texts.ts";
import { oneLine, shorten } from "../../domain/words/oneLine.ts";
import { listed } from "../kit/details.ts";
import type { SecondaryRun } from "./responseRun.ts";

/** Keeps the Temporal UI true: what it is, its state, and what happens now. */
export function show({ input, view, underWay }: SecondaryRun): void {
  if (view === null) return;
  const steps = view.steps.map(({ title, done }, index) => {
    const word = done === null ? "未実施" : done ? "実施" : "実施できず";
    return `- ${index + 1}. ${inMarkdown(say(title))}: ${word}`;
  });
  setCurrentDetails(
    [
      `**障害二次対応#${input.secondary}** ${secondaryKindTexts[view.kind]()}（インシデント #${input.incident} ${inMarkdown(input.customerName)}）`,
      inMarkdown(shorten(oneLine(view.summary), 200)),
      `状態: **${secondaryStateTexts[view.state]()}**`,
      ...(view.runbook === null
        ? []
        : [`手順書: ${inMarkdown(view.runbook.id)}（対象: ${inMarkdown(view.target ?? "-")}）`]),
      ...(view.scheduledAt === null ? [] : [`予定: ${new Date(view.scheduledAt).toISOString()}`]),
      ...(view.state === "proposed" ? [`回答期限: ${new Date(view.expiresAt).toISOString()}`] : []),
      ...heardLines(view),
      ...(view.vendor?.ticket == null
        ? []
        : [`${inMarkdown(view.vendor.name)} 受付番号: ${inMarkdown(view.vendor.ticket)}`]),
      ...(steps.length === 0 ? [] : ["手順:", ...steps]),
      ...listed(
        "進行中",
        [...underWay.values()].map(({ what }) => what),
      ),
    ].join("\n\n"),
  );
}

function heardLines(view: SecondaryView): string[] {
  const word = waitingWord(view);
  if (word == null) return [];
  const what = word.to === "approve" ? "承認" : "今すぐ始めることに同意";
  const who = `${inMarkdown(nameOf(word.by))}様、受けた人: ${inMarkdown(word.heardBy)}`;
  return [`電話で${what}（${who}）— 別のオペレーターの確認待ち`];
}
