import type { DataConverter } from "@temporalio/common";

/**
 * How payloads travel through Temporal, for workers and clients alike. Encryption comes here, as a codec, without any
 * workflow knowing of it; until then payloads carry ids, and addresses and numbers stay in PostgreSQL.
 */
export const dataConverter: DataConverter = {};
