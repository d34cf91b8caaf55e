import { sleep } from "@temporalio/workflow";
import { runbookRunWorkflowId } from "../ids.ts";
import { runEnds, runRecords } from "./activities.ts";

type End = NonNullable<Awaited<ReturnType<typeof runEnds.readRunEnd>>>;

/** How a run ended, from its row; null: not ended yet. */
export const readEnd = (run: string): Promise<End | null> => runEnds.readRunEnd({ run });

/** Waits for a run that another workflow began; its row says how it ends. */
export async function endOfEarlier(run: string): Promise<End> {
  for (;;) {
    const end = await readEnd(run);
    if (end !== null) return end;
    if (!(await runRecords.isRunGoingOn({ run: runbookRunWorkflowId(run) }))) return await endOfLost(run);
    await sleep("10s");
  }
}

/** The run may have ended between the two reads. Otherwise its workflow is gone and never reports an end. */
async function endOfLost(run: string): Promise<End> {
  const end = await readEnd(run);
  if (end !== null) return end;
  const broke = { run, end: { kind: "broke" as const }, at: Date.now() };
  return { ...(await runRecords.recordRunEnd(broke)), reached: false };
}
