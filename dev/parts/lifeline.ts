import { Socket } from "node:net";
import { isMainThread } from "node:worker_threads";

/**
 * Loaded into each of our processes. When the supervisor is gone, for whatever reason, the process stops too.
 * Otherwise a worker would go on asking for work at any Temporal server that comes to listen on the old port.
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
