import { DefaultLogger, makeTelemetryFilterString, Runtime } from "@temporalio/worker";

/** Silences the SDK's messages about each worker's start and stop, to keep reports readable. */
export function keepQuiet(): void {
  const level = process.env.SCENARIO_LOG === undefined ? "ERROR" : "WARN";
  Runtime.install({
    logger: new DefaultLogger(level),
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: level, other: level }) } },
  });
}
