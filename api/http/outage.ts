import { DomainError } from "../../domain/errors.ts";

/** PostgreSQL's classes of errors that are no one's input: connection, deadlock, resources, intervention, system. */
const passingClasses = new Set(["08", "25", "40", "53", "55", "57", "58", "XX"]);

const connectionCodes = new Set([
  "CONNECTION_CLOSED",
  "CONNECTION_DESTROYED",
  "CONNECTION_ENDED",
  "CONNECT_TIMEOUT",
  "EAI_AGAIN",
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOENT",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
]);

/** Whether the database (or the way to it) failed, and the same request may well succeed later. */
export function isOutage(error: unknown): boolean {
  const { name, code } = underlying(error);
  if (code === undefined) return false;
  return name === "PostgresError" ? passingClasses.has(code.slice(0, 2)) : connectionCodes.has(code);
}

/** An error as it may stand in a log: without the statement's parameters and the body that drivers attach. */
export function loggable(error: unknown): { name: string; code?: string; message: string; stack?: string } {
  return underlying(error);
}

/** What was wrapped says why; drizzle's wrapping would repeat every parameter in its message. */
function underlying(error: unknown): ReturnType<typeof loggable> {
  if (!(error instanceof Error)) return { name: "not an error", message: typeof error };
  if (error.cause instanceof Error && isWrapping(error)) return underlying(error.cause);
  const { name, message, stack } = error;
  const code = "code" in error ? String(error.code) : undefined;
  return { name, code, message, stack };
}

const isWrapping = (error: Error): boolean =>
  error instanceof DomainError || error.message.startsWith("Failed query:");
