import { DefaultLogger, makeTelemetryFilterString, Runtime } from "@temporalio/worker";

/** The SDK tells of every worker's coming and going: a report stays readable without. */
export function keepQuiet(): void {
  const level = process.env.SCENARIO_LOG === undefined ? "ERROR" : "WARN";
  Runtime.install({
    logger: new DefaultLogger(level),
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: level, other: level }) } },
  });
}
