import type { DataConverter } from "@temporalio/common";

/**
 * How payloads travel through Temporal, for workers and clients. Encryption would be added here as a codec,
 * unnoticed by workflows. Until then payloads contain only ids; addresses and numbers stay in PostgreSQL.
 */
export const dataConverter: DataConverter = {};
