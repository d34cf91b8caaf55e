import { randomUUID } from "node:crypto";
import type { Runbook } from "../../domain/runbooks/tree.ts";
import { say } from "../../domain/say.ts";
import { answers, command, isOpen } from "../../runbooks/sdk/index.ts";
import { bareQueue, bareStepsWorkflow } from "../bare/contract.ts";
import { type Field, prepareField } from "../runbooks/field.ts";
import { statementsOf } from "../runbooks/statements.ts";
import { type StepsTaken, stepsTaken } from "../runbooks/steps.ts";
import { manyChecks } from "../runbooks/trees.ts";
import { duration, median, spread } from "../statistics.ts";
import type { BenchSystem } from "../system.ts";
import { atMost, type Figure } from "../table.ts";

const steps = 30;
const warmUps = 2;
/** Of a command over SSH, against a bare activity. */
const aim = 1.6;

/**
 * The cost of a runbook's step compared with a bare no-op activity. Runs of steps that check a port of this
 * machine, or run `true` on a server over SSH, take turns with a bare workflow, so that a busy machine slows
 * them all.
 */
export async function runbookSteps(system: BenchSystem, rounds: number): Promise<Figure[]> {
  const field = await prepareField(system, 1);
  if (field === null)
    return [{ what: "step of a runbook", value: "not measured: no OpenSSH server, or not root" }];
  try {
    const port = isOpen(Number(new URL(system.api).port));
    const looks = manyChecks(steps, port);
    const commands = manyChecks(steps, answers(command(["true"])));
    const bare: StepsTaken[] = [];
    const look: StepsTaken[] = [];
    const over: StepsTaken[] = [];
    for (let round = -warmUps; round < rounds; round++) {
      const one = [
        await bareOnce(field),
        await runOnce(field, looks),
        await runOnce(field, commands),
      ] as const;
      if (round < 0) continue;
      for (const [index, kept] of [bare, look, over].entries()) kept.push(one[index]!);
    }
    const statements = await statementsOf(system, field.db, async () => void (await runOnce(field, looks)));
    const none = await statementsOf(system, field.db, async () => {
      await runOnce(field, manyChecks(0, port));
    });
    return [
      ...against("looking at a port", look, bare),
      ...against("a command over SSH", over, bare, aim),
      {
        what: "step of a runbook: statements to PostgreSQL",
        value: ((statements - none) / steps).toFixed(1),
      },
    ];
  } finally {
    await field.close();
  }
}

function against(
  what: string,
  ours: readonly StepsTaken[],
  bare: readonly StepsTaken[],
  aim: number | null = null,
): Figure[] {
  const each = (some: readonly StepsTaken[]) => some.map(({ millisecondsEach }) => millisecondsEach);
  const ratios = ours.map((one, round) => one.millisecondsEach / bare[round]!.millisecondsEach);
  const ratio = median(each(ours)) / median(each(bare));
  const [lowest, highest] = [Math.min(...ratios), Math.max(...ratios)].map((value) => value.toFixed(2));
  return [
    { what: `step of a runbook, ${what}`, value: spread(each(ours)) },
    {
      what: `step, ${what}, against a bare activity`,
      value: `${duration(median(each(ours)))} : ${duration(median(each(bare)))} = ${ratio.toFixed(2)} (rounds: ${lowest} to ${highest})`,
      ...(aim !== null && atMost(aim, ratio)),
    },
    {
      what: `step, ${what}: events of history, bare`,
      value: `${ours[0]!.eventsEach.toFixed(1)}, ${bare[0]!.eventsEach.toFixed(1)}`,
    },
  ];
}

async function bareOnce({ client }: Field): Promise<StepsTaken> {
  const options = { workflowId: `bare-steps/${randomUUID()}`, taskQueue: bareQueue, args: [steps] };
  const handle = await client.workflow.start(bareStepsWorkflow, options);
  await handle.result();
  return await stepsTaken(handle, "noop");
}

async function runOnce(field: Field, runbook: Runbook): Promise<StepsTaken> {
  const handle = await field.start(field.targets[0]!, runbook);
  const { state, summary } = await handle.result();
  if (state !== "recovered") throw new Error(say(summary));
  return await stepsTaken(handle, "askStep");
}
