import { Client, Connection } from "@temporalio/client";
import { untilTrue } from "../../dev/untilTrue.ts";
import { eventsOf, millisecondsOf } from "../events.ts";
import { now } from "../intake.ts";
import { duration, median } from "../statistics.ts";
import type { BenchSystem } from "../system.ts";
import { below, type Figure } from "../table.ts";

const aimSeconds = 1.5;
const starts = 5;
const withinMilliseconds = 30_000;

/**
 * While an alert waits without any worker: from the start of a worker's process to the end of its first workflow
 * task. The workflows' bundle is made already.
 */
export async function workerStart(system: BenchSystem): Promise<Figure[]> {
  const connection = await Connection.connect({ address: system.temporalAddress });
  const client = new Client({ connection });
  const taken: number[] = [];
  try {
    for (const person of system.people(starts)) {
      await system.stopWorker();
      await system.intake.raise(person);
      await untilTrue(async () => (await eventsOf(client, person)).length > 0, {
        withinMilliseconds,
        otherwise: "no workflow was started",
      });
      const begin = now();
      await system.startWorker();
      const completed = async () => {
        const events = await eventsOf(client, person);
        return millisecondsOf(events.find((event) => event.workflowTaskCompletedEventAttributes));
      };
      await untilTrue(async () => !Number.isNaN(await completed()), {
        withinMilliseconds,
        otherwise: "no workflow task was completed",
      });
      taken.push((await completed()) - begin);
    }
  } finally {
    await connection.close();
  }
  return [
    {
      what: `start of a worker to its first workflow task (${starts} starts)`,
      value: `${duration(median(taken))} (${duration(Math.min(...taken))} to ${duration(Math.max(...taken))})`,
      ...below(aimSeconds, median(taken) / 1_000, "s"),
    },
  ];
}
