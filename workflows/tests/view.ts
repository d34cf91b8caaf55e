import { setCurrentDetails } from "@temporalio/workflow";
import { inMarkdown } from "../../domain/messages/markdown.ts";
import { stepOutcomeWord } from "../../domain/tests/step.ts";
import { listed } from "../kit/details.ts";
import type { TestRun } from "./testRun.ts";

/** Keeps the Temporal UI true: what happens now and how each call ended. */
export function show(run: TestRun): void {
  const { input } = run;
  const told = `メール ${input.mails.length}件　チャット ${input.chats.length}件　電話 ${input.calls.length}件`;
  const now = [...[...run.underWay.values()].map(({ what }) => what), ...run.ringing];
  setCurrentDetails(
    [
      `**運用試験 #${input.test}** ${inMarkdown(input.customerName)}`,
      `状態: **${stateWord(run)}**`,
      told,
      ...listed("進行中", now),
      ...listed("電話の結果", run.called),
    ].join("\n\n"),
  );
}

function stateWord({ ended, abortedBy }: TestRun): string {
  if (ended === "finished") return "終了";
  if (ended === "aborted") return `中止（${inMarkdown(abortedBy ?? "-")}）`;
  return abortedBy === null ? "実施中" : `中止しています（${inMarkdown(abortedBy)}）`;
}

/** One line with a call's end, such as "sato: 応答(1)". */
export const calledLine = (contact: string, outcome: Parameters<typeof stepOutcomeWord>[1]): string =>
  `${contact}: ${stepOutcomeWord("call", outcome)}`;
