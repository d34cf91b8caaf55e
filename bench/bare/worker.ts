import { fileURLToPath } from "node:url";
import { DefaultLogger, NativeConnection, Runtime, Worker } from "@temporalio/worker";
import { type BareActivities, bareQueue, bareSecondQueue } from "./contract.ts";

/** Runs the bare workflow in a process of its own, like ours. */
Runtime.install({ logger: new DefaultLogger("WARN"), shutdownSignals: [] });
const connection = await NativeConnection.connect({ address: process.env.TEMPORAL_ADDRESS });
const activities: BareActivities = { noop: async () => performance.timeOrigin + performance.now() };
const workers = await Promise.all([
  Worker.create({
    connection,
    taskQueue: bareQueue,
    workflowsPath: fileURLToPath(new URL("./workflows.ts", import.meta.url)),
    activities: { ...activities },
  }),
  Worker.create({ connection, taskQueue: bareSecondQueue, activities: { ...activities } }),
]);
process.stdout.write("bare worker ready\n");
process.once("SIGTERM", () => {
  for (const worker of workers) worker.shutdown();
});
await Promise.all(workers.map((worker) => worker.run()));
await connection.close();
