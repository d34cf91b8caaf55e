import type { DataConverter } from "@temporalio/common";

/**
 * How payloads travel through Temporal, for workers and clients. Encryption would be added here as a codec,
 * unnoticed by workflows. Until then payloads name contacts by their ids; their addresses and telephone numbers
 * stay in PostgreSQL.
 */
export const dataConverter: DataConverter = {};
