import pino, { type Logger } from "pino";
import { loggable } from "./http/outage.ts";

/** Lines of JSON on standard output. Errors lose what drivers attach to them: parameters, bodies, headers. */
export function createLogger(level: string): Logger {
  return pino({
    level,
    base: { part: "api" },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: loggable },
  });
}
