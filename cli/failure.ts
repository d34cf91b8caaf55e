import { DomainError } from "../domain/errors.ts";
import { say } from "../domain/say.ts";

/** The system cannot be reached: exit code 2. */
export class SystemUnreachable extends DomainError {
  constructor(message: string) {
    super("system_unreachable", `The system cannot be reached: ${message}.`);
  }
}

/** Input was refused; every reason is already on standard error: exit code 1. */
export class InputRefused extends DomainError {
  constructor() {
    super("input_refused", "");
  }
}

export interface Failure {
  exitCode: 1 | 2;
  message: string;
}

/**
 * The message of a failed command, and its exit code: 1 for refused input, 2 for a system that cannot be
 * reached.
 */
export function failureOf(error: unknown): Failure {
  if (error instanceof SystemUnreachable) return { exitCode: 2, message: say(error.publicMessage, "en") };
  if (error instanceof DomainError) return { exitCode: 1, message: say(error.publicMessage, "en") };
  const fault = databaseFault(error);
  if (fault === null)
    return { exitCode: 1, message: `Unexpected: ${error instanceof Error ? error.stack : error}` };
  return { exitCode: 2, message: say(new SystemUnreachable(fault).publicMessage, "en") };
}

const networkCodes =
  /^(?:ECONN|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|EPIPE|CONNECT_TIMEOUT|CONNECTION_)/;

/** The driver's own message names host and port, but no password. */
function databaseFault(error: unknown): string | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code, message } = cause as Error & { code?: unknown };
    if (typeof code !== "string") continue;
    if (code === "42P01") return "its database has no tables yet; they are made when the system starts";
    if (networkCodes.test(code)) return `its database does not answer (${message || code})`;
    if (/^[0-9A-Z]{5}$/.test(code)) return `its database says ${message}`;
  }
  return null;
}
