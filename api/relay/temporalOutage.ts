import { isGrpcServiceError } from "@temporalio/client";

/**
 * gRPC's codes (grpc.io, "Status codes"): cancelled, unknown, deadline exceeded, resource exhausted,
 * unavailable.
 */
const passingCodes = new Set<number>([1, 2, 4, 8, 14]);

/** Whether Temporal, or the connection to it, is down: then all alerts wait a little, not only this one. */
export function isTemporalOutage(error: unknown): boolean {
  if (isGrpcServiceError(error)) return passingCodes.has(error.code);
  return error instanceof Error && error.cause !== undefined && isTemporalOutage(error.cause);
}
