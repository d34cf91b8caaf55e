import type { Text } from "../domain/words/phrase.ts";

/**
 * How a request failed. `permanent`: refused for good. `transient`: certainly not done, may be retried. `unknown`: it may
 * have been done.
 */
export type FaultKind = "permanent" | "transient" | "unknown";

/** Before the connection is up, nothing can have reached the provider. */
const beforeConnecting = new Set(["connect", "getaddrinfo"]);
const connectCodes = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);
/** The handshake failed, so no request was sent. */
const certificateCode = /^(CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|EPROTO$)/;

interface SystemError {
  code?: unknown;
  syscall?: unknown;
  /** Faults of several addresses tried at the same time. */
  errors?: unknown;
  cause?: unknown;
}

/**
 * Classifies a connection fault of any library: transient if nothing can have been sent, otherwise unknown.
 * Quotes only codes, since messages may contain addresses.
 */
export function networkFault<Reason extends Text>(
  error: unknown,
  provider: { unreachable(of: { code: string }): Reason; silent(of: { code: string }): Reason },
): { kind: FaultKind; reason: Reason } {
  const code = codeOf(error) ?? (error instanceof Error ? error.name : "unknown");
  return isBeforeSending(error)
    ? { kind: "transient", reason: provider.unreachable({ code }) }
    : { kind: "unknown", reason: provider.silent({ code }) };
}

function isBeforeSending(error: unknown, depth = 0): boolean {
  if (!isSystemError(error) || depth > 8) return false;
  const { code, syscall, errors, cause } = error;
  if (typeof syscall === "string" && beforeConnecting.has(syscall)) return true;
  if (typeof code === "string" && (connectCodes.has(code) || certificateCode.test(code))) return true;
  if (Array.isArray(errors) && errors.length > 0)
    return errors.every((one) => isBeforeSending(one, depth + 1));
  return isBeforeSending(cause, depth + 1);
}

function codeOf(error: unknown, depth = 0): string | null {
  if (!isSystemError(error) || depth > 8) return null;
  return typeof error.code === "string" ? error.code : codeOf(error.cause, depth + 1);
}

const isSystemError = (error: unknown): error is SystemError => typeof error === "object" && error !== null;
