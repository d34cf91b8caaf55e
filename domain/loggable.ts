import { DomainError } from "./errors.ts";
import { withoutAddresses } from "./withoutAddresses.ts";

/** An error in a form that is safe to log. */
export interface Loggable {
  name: string;
  code?: string;
  message: string;
  stack?: string;
}

/** PostgreSQL's data exceptions quote the value that did not fit. */
const quotesValues = /^22/;

/**
 * Makes an error safe for a log or a history: without a statement's parameters, what drivers attach, or anyone's
 * address or number. The stack loses its first lines, which repeat the message.
 */
export function loggable(error: unknown): Loggable {
  if (!(error instanceof Error)) return { name: "not an error", message: typeof error };
  if (error.cause instanceof Error && isWrapping(error)) return loggable(error.cause);
  const { name, stack } = error;
  const code = "code" in error ? String(error.code) : undefined;
  const frames = stack?.split("\n").filter((line) => /^\s+at /.test(line));
  return {
    name,
    code,
    message: wordsOf(error, code),
    ...(frames !== undefined && { stack: frames.join("\n") }),
  };
}

function wordsOf({ name, message }: Error, code: string | undefined): string {
  // Drizzle's own message consists of the statement and its parameters.
  if (isFailedQuery(message)) return "a query failed";
  return name === "PostgresError" && quotesValues.test(code ?? "")
    ? "a value does not fit"
    : withoutAddresses(message);
}

/** The wrapped error says why. */
const isWrapping = (error: Error): boolean => error instanceof DomainError || isFailedQuery(error.message);

const isFailedQuery = (message: string): boolean => message.startsWith("Failed query:");
