import { DomainError } from "../../../domain/errors.ts";
import type { Text } from "../../../domain/words/phrase.ts";
import { CloudFault } from "../aws/cloudFault.ts";
import { RemoteFault } from "../ssh/fault.ts";

/** Why no work on the target was possible, in an operator's words. Rethrows faults of our own. */
export function reasonOf(error: unknown): Text {
  if (error instanceof RemoteFault || error instanceof CloudFault) return error.reason;
  if (error instanceof DomainError) return error.publicMessage;
  throw error;
}

/** The connection broke off during the request, which may have been carried out. */
export const brokeOff = (error: unknown): boolean =>
  error instanceof RemoteFault && error.kind === "connection-lost";
