import { continueAsNew } from "@temporalio/workflow";
import { dutiesOf } from "../../domain/secondary/duties.ts";
import type { SecondaryInput } from "../contract/secondaryResponse.ts";
import { tellOperatorsOfFault } from "../kit/beside.ts";
import { followRow } from "../kit/followRow.ts";
import { secondaryRows } from "./activities.ts";
import { howTo } from "./duties.ts";
import { beginSecondaryRun } from "./responseRun.ts";
import { listen } from "./updates.ts";
import { show } from "./view.ts";

/**
 * One secondary response (R5.7), from proposal to closing. It lasts hours or days, longer than its incident.
 * Its row holds everything that happened and was decided. This workflow reads the row, does what follows
 * (mails, operators, the agreed time, the runbook), and waits for the next news or date. It carries no state
 * of its own, so after a run is ended the next event simply starts another.
 */
export async function secondaryResponse(input: SecondaryInput): Promise<{ ended: string }> {
  const { secondary, incident } = input;
  const run = beginSecondaryRun(input);
  listen(run);
  const { state } = await followRow(run, {
    async read() {
      const row = await secondaryRows.readSecondary.executeWithOptions({ summary: "記録を読む" }, [
        { secondary },
      ]);
      run.view = row.view;
      return row;
    },
    dutiesOf,
    howTo: (duty) => howTo(run, duty),
    show: () => show(run),
    tellFault: (key, what) =>
      tellOperatorsOfFault({ incident, step: `secondary/${secondary}/fault/${key}` }, what),
    goOnAnew: () => continueAsNew<typeof secondaryResponse>(input),
  });
  return { ended: state };
}
