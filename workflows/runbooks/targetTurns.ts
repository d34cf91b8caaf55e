import {
  condition,
  continueAsNew,
  getExternalWorkflowHandle,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from "@temporalio/workflow";
import { type TargetTurnsInput, turnCame, turnOver, turnWanted } from "../contract/targetTurns.ts";
import { runRecords } from "./activities.ts";

/** How often to check that the run whose turn it is still lives, while others wait. */
const lookEvery = "2m";

/**
 * Gives runs their turns on one target. The first keeps it until it reports that it is done or its workflow
 * is gone. Ends when no run waits; the next request starts it again.
 */
export async function targetTurns({ waiting: carried }: TargetTurnsInput): Promise<void> {
  const waiting = [...carried];
  setHandler(
    turnWanted,
    ({ run }) => {
      if (typeof run === "string" && !waiting.includes(run)) waiting.push(run);
    },
    { description: "手順書の実行が対象の順番を求めます。Tobanが送ります" },
  );
  setHandler(
    turnOver,
    ({ run }) => {
      const place = waiting.indexOf(run);
      if (place >= 0) waiting.splice(place, 1);
    },
    { description: "手順書の実行が対象での作業を終えました。Tobanが送ります" },
  );
  while (waiting.length > 0) {
    // A busy target's turns never end. Continuing as new between two of them loses nothing.
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof targetTurns>({ waiting });
    const holder = waiting[0]!;
    show(waiting);
    if (await began(holder)) await untilOver(waiting, holder);
    else drop(waiting, holder);
  }
}

const drop = (waiting: string[], run: string): void => {
  if (waiting.includes(run)) waiting.splice(waiting.indexOf(run), 1);
};

/** Tells the run that its turn came; false if its workflow is gone. */
async function began(run: string): Promise<boolean> {
  try {
    await getExternalWorkflowHandle(run).signal(turnCame);
    return true;
  } catch {
    return false;
  }
}

async function untilOver(waiting: string[], holder: string): Promise<void> {
  const over = (): boolean => waiting[0] !== holder;
  for (;;) {
    // While no other run waits, there is no hurry.
    if (await condition(() => over() || waiting.length > 1, "1h")) {
      if (over()) return;
      if (await condition(over, lookEvery)) return;
    }
    if (!(await runRecords.isRunGoingOn({ run: holder }))) return drop(waiting, holder);
  }
}

const show = (waiting: readonly string[]): void =>
  setCurrentDetails(
    [`実行中: ${waiting[0]}`, ...waiting.slice(1).map((run, index) => `${index + 1}番目の待ち: ${run}`)].join(
      "\n\n",
    ),
  );
