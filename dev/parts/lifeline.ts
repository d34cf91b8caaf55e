import { Socket } from "node:net";
import { isMainThread } from "node:worker_threads";

/**
 * Loaded before one of our processes: when the supervisor is gone, however it went, the process stops too.
 * Left alone, a worker would go on asking whatever Temporal server comes to listen on the old port for work.
 */
const descriptor = 3;
const graceMilliseconds = 3_000;

if (isMainThread) {
  const lifeline = new Socket({ fd: descriptor, readable: true, writable: false });
  lifeline.on("close", () => {
    setTimeout(() => process.exit(1), graceMilliseconds);
    process.kill(process.pid, "SIGTERM");
  });
  lifeline.on("error", () => lifeline.destroy());
  lifeline.resume();
  lifeline.unref();
}
