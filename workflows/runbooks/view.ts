import { setCurrentDetails } from "@temporalio/workflow";
import { inMarkdown } from "../../domain/messages/markdown.ts";
import { runStateTexts } from "../../domain/runbooks/runTexts.ts";
import { say } from "../../domain/say.ts";
import type { RunbookRunEnd } from "../contract/runbookRun.ts";
import type { RunOnTarget } from "./runAtWork.ts";

/** Keeps the Temporal UI true: what happens now and how each step ended. */
export function show(run: RunOnTarget, end?: RunbookRunEnd): void {
  const { runbook, system, target, incident } = run.input;
  setCurrentDetails(
    [
      `**${inMarkdown(runbook.title)}** ${inMarkdown(`${system}/${target}`)}（インシデント #${incident}）`,
      `状態: **${end === undefined ? runStateTexts.running() : runStateTexts[end.state]()}**`,
      ...(end === undefined ? [] : [inMarkdown(say(end.summary))]),
      ...(run.now === "" || end !== undefined ? [] : [`進行中: ${inMarkdown(run.now)}`]),
      ...(run.asking === null
        ? []
        : [`回答待ち: \`{ "by": "名前", "path": "${run.asking}", "answer": "yes" }\``]),
      ...run.story.map((line, index) => `${index + 1}. ${inMarkdown(line)}`),
    ].join("\n\n"),
  );
}
