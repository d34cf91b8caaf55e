import { DefaultLogger, makeTelemetryFilterString, Runtime } from "@temporalio/worker";

let isQuiet = false;

/** Silences the SDK's messages about each worker's start and stop, to keep reports readable. */
export function keepQuiet(): void {
  if (isQuiet) return;
  isQuiet = true;
  const level = process.env.SCENARIO_LOG === undefined ? "ERROR" : "WARN";
  Runtime.install({
    logger: new DefaultLogger(level),
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: level, other: level }) } },
  });
}
