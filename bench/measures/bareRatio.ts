import { setTimeout as sleep } from "node:timers/promises";
import { Client, Connection } from "@temporalio/client";
import { bareQueue, bareWorkflow } from "../bare/contract.ts";
import { now } from "../intake.ts";
import { duration, median } from "../statistics.ts";
import type { BenchSystem } from "../system.ts";
import { atMost, type Figure } from "../table.ts";
import { fromAlertToRecovery } from "./alone.ts";

const warmUps = 20;
const aim = 1.3;

/**
 * The whole path of an alert, from its request to the last mail and call, against a bare workflow with as
 * many no-op activities, from its start to the last of them. They take turns, so that a busy machine slows
 * both.
 */
export async function bareRatio(system: BenchSystem, rounds: number): Promise<Figure[]> {
  const connection = await Connection.connect({ address: system.temporalAddress });
  const client = new Client({ connection });
  const startBare = async (): Promise<number> => {
    const begin = now();
    const workflowId = `bare/${begin}`;
    const ended: number = await client.workflow.execute(bareWorkflow, { workflowId, taskQueue: bareQueue });
    return ended - begin;
  };
  for (let warmUp = 0; warmUp < warmUps; warmUp++) await startBare();
  const bare: number[] = [];
  const ours: number[] = [];
  for (const person of system.people(rounds)) {
    bare.push(await startBare());
    await sleep(100);
    const { at } = await fromAlertToRecovery(system, person);
    const [call, [mail]] = await Promise.all([
      system.outside.firstCall(person),
      system.outside.mailsTo(person),
    ]);
    ours.push(Math.max(call ?? Number.NaN, mail ?? Number.NaN) - at);
  }
  await connection.close();
  const ratio = median(ours) / median(bare);
  return [
    {
      what: "alert → mail and call, against a bare workflow",
      value: `${duration(median(ours))} : ${duration(median(bare))} = ${ratio.toFixed(2)}`,
      ...atMost(aim, ratio),
    },
  ];
}
