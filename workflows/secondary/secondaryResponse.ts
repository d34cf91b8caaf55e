import { allHandlersFinished, condition, continueAsNew, workflowInfo } from "@temporalio/workflow";
import { dutiesOf } from "../../domain/secondary/duties.ts";
import type { SecondaryInput } from "../contract/secondaryResponse.ts";
import { secondaryRows } from "./activities.ts";
import { doDuty } from "./duties.ts";
import { beginSecondaryRun, type SecondaryRun } from "./responseRun.ts";
import { listen } from "./updates.ts";
import { show } from "./view.ts";

/**
 * One secondary response (R5.7), from its proposal to its closing, hours or days, longer than its incident. What has
 * happened is decided and stored in its row; this workflow reads the row, does what follows (mails, operators, the
 * agreed time, the runbook), and waits for the next news or the next date. It carries no state of its own, so that after
 * a run was ended the next event simply starts another.
 */
export async function secondaryResponse(input: SecondaryInput): Promise<{ ended: string }> {
  const run = beginSecondaryRun(input);
  listen(run);
  for (;;) {
    run.stale = false;
    const { view, done } = await secondaryRows.readSecondary.executeWithOptions({ summary: "記録を読む" }, [
      { secondary: input.secondary },
    ]);
    run.view = view;
    const { due, nextAt, over } = dutiesOf(view, [...done, ...run.settled], Date.now());
    for (const duty of due) doDuty(run, duty);
    show(run);
    if (isIdle(run)) {
      if (over) return { ended: view.state };
      if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof secondaryResponse>(input);
    }
    await nextNews(run, nextAt);
  }
}

/** Something changed, or a date has come. */
async function nextNews(run: SecondaryRun, nextAt: number | null): Promise<void> {
  const news = (): boolean => run.stale;
  if (nextAt === null) await condition(news);
  else await condition(news, Math.max(1, nextAt - Date.now()));
}

const isIdle = (run: SecondaryRun): boolean => !run.stale && run.underWay.size === 0 && allHandlersFinished();
