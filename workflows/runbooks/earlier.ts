import { sleep } from "@temporalio/workflow";
import { runbookRunWorkflowId } from "../ids.ts";
import { runEnds, runRecords } from "./activities.ts";

type End = NonNullable<Awaited<ReturnType<typeof runEnds.readRunEnd>>>;

/** How a run ended, by its row; null: it has not. */
export const readEnd = (run: string): Promise<End | null> => runEnds.readRunEnd({ run });

/** Waits for a run that somebody else began; its row says how it ends. */
export async function endOfEarlier(run: string): Promise<End> {
  for (;;) {
    const end = await readEnd(run);
    if (end !== null) return end;
    if (!(await runRecords.isRunGoingOn({ run: runbookRunWorkflowId(run) }))) return await endOfLost(run);
    await sleep("10s");
  }
}

/** It may have ended between the two questions; else its workflow is gone, and it will never say how it ended. */
async function endOfLost(run: string): Promise<End> {
  const end = await readEnd(run);
  if (end !== null) return end;
  const broke = { run, end: { kind: "broke" as const }, at: Date.now() };
  return { ...(await runRecords.recordRunEnd(broke)), reached: false };
}
