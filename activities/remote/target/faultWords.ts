import { DomainError } from "../../../domain/errors.ts";
import { CloudFault } from "../aws/cloudFault.ts";
import { RemoteFault } from "../ssh/fault.ts";

/** Why a target could not be worked on, in an operator's words; throws again what is a fault of ours. */
export function reasonOf(error: unknown): string {
  if (error instanceof RemoteFault || error instanceof CloudFault) return error.reason;
  if (error instanceof DomainError) return error.publicMessage;
  throw error;
}

/** The connection broke off in the middle of it: what was asked for may have been done. */
export const brokeOff = (error: unknown): boolean =>
  error instanceof RemoteFault && error.kind === "connection-lost";
