import { loggable } from "../../domain/loggable.ts";

/** PostgreSQL's error classes that no input causes: connection, deadlock, resources, intervention, system. */
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

/** Whether the database, or the connection to it, failed, so that the same request may succeed later. */
export function isOutage(error: unknown): boolean {
  const { name, code } = loggable(error);
  if (code === undefined) return false;
  return name === "PostgresError" ? passingClasses.has(code.slice(0, 2)) : connectionCodes.has(code);
}
