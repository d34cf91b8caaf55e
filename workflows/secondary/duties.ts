import { condition } from "@temporalio/workflow";
import { engine } from "../../domain/people/actor.ts";
import type { Act } from "../../domain/secondary/act.ts";
import type { Duty } from "../../domain/secondary/duties.ts";
import { secondaryResultTexts as results, secondaryMailTexts } from "../../domain/secondary/texts.ts";
import { runToEnd } from "../contract/runbookRun.ts";
import type { Work } from "../kit/beside.ts";
import { secondaryActs, secondaryTelling } from "./activities.ts";
import { priorityOf, type SecondaryRun } from "./responseRun.ts";
import { runRunbook } from "./runRunbook.ts";

/** How each duty is done. */
export function howTo(run: SecondaryRun, duty: Duty): Work {
  const { secondary } = run.input;
  const { key } = duty;
  const priority = priorityOf(run);
  switch (duty.do) {
    case "mail": {
      const summary = `メール: ${secondaryMailTexts[duty.mail]()}`;
      const order = { secondary, mail: duty.mail, key };
      const { sendSecondaryMail } = secondaryTelling;
      return {
        what: summary,
        work: () => sendSecondaryMail.executeWithOptions({ summary, priority }, [order]),
      };
    }
    case "tell-operators": {
      const summary = `オペレーターへ連絡: ${duty.notice}`;
      const order = { secondary, notice: duty.notice, key };
      const { tellOperatorsOfSecondary: tell } = secondaryTelling;
      return { what: summary, work: () => tell.executeWithOptions({ summary, priority }, [order]) };
    }
    case "expire":
      return { what: "回答期限切れの記録", work: () => act(run, { act: "expire" }, key) };
    case "begin":
      return { what: "予定の日時に開始", work: () => act(run, { act: "begin", by: engine }, key) };
    case "abort":
      return { what: "手順書の中止", work: () => endRunbook(run, key) };
    case "run":
      return { what: "手順書の実行", work: () => runAndRecord(run, key) };
  }
}

/**
 * Ends the runbook's run. If the run is about to begin, it is ended as soon as it has begun. A run that
 * already ended ignores this. If it never began through a fault of ours, its end is recorded here.
 */
async function endRunbook(run: SecondaryRun, key: string): Promise<void> {
  const neverBegan = (): boolean => run.settled.has("run") && !run.underWay.has("run");
  await condition(() => run.runbookRun !== null || run.view?.state !== "running" || neverBegan());
  if (run.runbookRun === null && run.view?.state === "running")
    return await act(run, { act: "endRun", state: "aborted", summary: results.abortedUnbegun() }, key);
  run.settled.add(key);
  await run.runbookRun?.signal(runToEnd, run.view!.abort!).catch(() => undefined);
}

async function runAndRecord(run: SecondaryRun, key: string): Promise<void> {
  const { state, summary } = await runRunbook(run);
  await act(run, { act: "endRun", state, summary }, key);
}

/** Records the engine's own act. The request name is stable, so a resumed run does it only once. */
async function act({ input: { secondary } }: SecondaryRun, what: Act, key: string): Promise<void> {
  const fact = { secondary, act: what, request: `toban/${key}`, at: Date.now() };
  await secondaryActs.actOfSecondary.executeWithOptions({ summary: `記録: ${what.act}` }, [fact]);
}
