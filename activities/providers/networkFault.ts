import type { Fault } from "./outcome.ts";

/** Before a connection stood, nothing can have reached the provider. */
const beforeConnecting = new Set(["connect", "getaddrinfo"]);
const connectCodes = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);
/** The handshake failed, so that no request was sent. */
const certificateCode = /^(CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|EPROTO$)/;

/**
 * Reads a fault of the connection itself, from whichever library: transient where nothing can have been sent, else
 * unknown. Only codes are quoted; messages may hold addresses.
 */
export function networkFault(error: unknown, provider: string): Fault {
  const causes = causesOf(error);
  const code = causes.map((cause) => cause.code).find((known) => known !== undefined) ?? nameOf(error);
  if (causes.some(isBeforeSending))
    return { kind: "transient", reason: `${provider}に接続できませんでした（${code}）` };
  return { kind: "unknown", reason: `${provider}から応答がありませんでした（${code}）` };
}

interface Cause {
  code?: string;
  syscall?: string;
}

const isBeforeSending = ({ code = "", syscall = "" }: Cause): boolean =>
  beforeConnecting.has(syscall) || connectCodes.has(code) || certificateCode.test(code);

/** An error and what caused it; several addresses tried at once are one cause only where all of them agree. */
function causesOf(error: unknown): Cause[] {
  const causes: Cause[] = [];
  for (let at = error; typeof at === "object" && at !== null && causes.length < 8; ) {
    const { code, syscall, cause }: { code?: unknown; syscall?: unknown; cause?: unknown } = at;
    causes.push({
      ...(typeof code === "string" && { code }),
      ...(typeof syscall === "string" && { syscall }),
    });
    at = cause;
  }
  return causes;
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : "unknown");
