import { type LoggerOptions, pino } from "pino";
import { loggable } from "../domain/loggable.ts";

/** The names under which errors are logged. */
const safe = (value: unknown): unknown => (value instanceof Error ? loggable(value) : value);
const asLoggable = { err: safe, error: safe };

/**
 * Logs lines of JSON on standard output. Errors lose what drivers attach to them: parameters, bodies,
 * headers.
 */
export const loggerOptions = (level: string, part: "api" | "worker"): LoggerOptions => ({
  level,
  base: { part },
  timestamp: pino.stdTimeFunctions.isoTime,
  serializers: asLoggable,
});
