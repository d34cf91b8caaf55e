import { networkTexts as texts } from "../../../domain/words/network.ts";
import type { Text } from "../../../domain/words/phrase.ts";
import type { AddressGuard } from "../addressGuard.ts";

/** A check's result. An unreachable target does not pass; `seen` says why. */
export interface Verdict {
  holds: boolean;
  /** One short fact, for the incident's timeline. */
  seen: Text;
}

export const failed = (seen: Text): Verdict => ({ holds: false, seen });

/** Node's and OpenSSL's codes for what is wrong with a certificate. */
const certificateTexts = new Map<string, (of: { code: string }) => Text>([
  ["CERT_HAS_EXPIRED", texts.certificateExpired],
  ["CERT_NOT_YET_VALID", texts.certificateNotYet],
  ["ERR_TLS_CERT_ALTNAME_INVALID", texts.certificateOfAnother],
  ["HOSTNAME_MISMATCH", texts.certificateOfAnother],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", texts.certificateUntrusted],
  ["SELF_SIGNED_CERT_IN_CHAIN", texts.certificateUntrusted],
  ["UNABLE_TO_GET_ISSUER_CERT", texts.certificateUntrusted],
  ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", texts.certificateUntrusted],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", texts.certificateUntrusted],
  ["CERT_UNTRUSTED", texts.certificateUntrusted],
  ["CERT_REVOKED", texts.certificateUntrusted],
]);

const connectionTexts = new Map<string, (of: { code: string }) => Text>([
  ["ECONNREFUSED", texts.refused],
  ["ENOTFOUND", texts.unknownName],
  ["EAI_AGAIN", texts.unknownName],
  ["EHOSTUNREACH", texts.noRoute],
  ["ENETUNREACH", texts.noRoute],
  ["EADDRNOTAVAIL", texts.noRoute],
  ["EREFUSEDADDRESS", texts.addressRefused],
]);

/** Why there was no answer, by the system's own code; its message may contain addresses. */
export function reasonOf(error: unknown): Text {
  const code = codeOf(error);
  const known = certificateTexts.get(code) ?? connectionTexts.get(code);
  if (known) return known({ code });
  return /^(ERR_SSL|ERR_TLS|EPROTO|CERT_)/.test(code) ? texts.noTls({ code }) : texts.brokenOff({ code });
}

export function codeOf(error: unknown): string {
  const { code, errors } = error as { code?: unknown; errors?: unknown };
  if (typeof code === "string") return code;
  return Array.isArray(errors) && errors.length > 0 ? codeOf(errors[0]) : "unknown";
}

export interface Limits {
  timeoutSeconds: number;
  guard: AddressGuard;
  /** Ends the check: an abort throws the signal's own reason instead of giving a verdict. */
  signal?: AbortSignal;
}

/** Runs a check within its time. Only the caller's abort throws. */
export async function within(
  { timeoutSeconds, signal }: Omit<Limits, "guard">,
  check: (signal: AbortSignal) => Promise<Verdict>,
): Promise<Verdict> {
  signal?.throwIfAborted();
  const timeIsUp = AbortSignal.timeout(timeoutSeconds * 1000);
  try {
    return await check(signal ? AbortSignal.any([signal, timeIsUp]) : timeIsUp);
  } catch (error) {
    signal?.throwIfAborted();
    return failed(timeIsUp.aborted ? texts.silent({ seconds: timeoutSeconds }) : reasonOf(error));
  }
}
