import type { Worker } from "@temporalio/worker";
import { createWorkers, type WorkersOptions } from "../../worker/createWorkers.ts";

/** The engine's workers, which a scenario may stop and restart, all or only the telephone's. */
export interface RestartableWorkers {
  stop(): Promise<void>;
  stopTelephone(): Promise<void>;
  start(): Promise<void>;
  /** Whether one of them has a workflow task or an activity at this moment. */
  areBusy(): boolean;
}

export async function startWorkers(options: WorkersOptions): Promise<RestartableWorkers> {
  let running: { worker: Worker; ended: Promise<void> }[] = [];
  const stop = async (which: typeof running): Promise<void> => {
    for (const { worker } of which) worker.shutdown();
    await Promise.all(which.map(({ ended }) => ended));
    running = running.filter((one) => !which.includes(one));
  };
  const workers: RestartableWorkers = {
    stop: () => stop(running),
    stopTelephone: () => stop(running.filter(({ worker }) => worker.options.taskQueue === "telephony")),
    async start() {
      const created = await createWorkers(options);
      running = created.map((worker) => ({ worker, ended: worker.run() }));
    },
    areBusy: () =>
      running.some(({ worker }) => {
        const { numInFlightWorkflowActivations, numInFlightActivities } = worker.getStatus();
        return numInFlightWorkflowActivations + numInFlightActivities > 0;
      }),
  };
  await workers.start();
  return workers;
}
