import { isGrpcServiceError } from "@temporalio/client";

/** gRPC's codes (grpc.io, "Status codes"): cancelled, unknown, deadline exceeded, resource exhausted, unavailable. */
const passingCodes = new Set<number>([1, 2, 4, 8, 14]);

/** Whether Temporal, or the way to it, is away: then all wait a little, not only the alert that met it. */
export function isTemporalOutage(error: unknown): boolean {
  if (isGrpcServiceError(error)) return passingCodes.has(error.code);
  return error instanceof Error && error.cause !== undefined && isTemporalOutage(error.cause);
}
