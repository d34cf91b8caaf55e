import { z } from "zod";

const part = z.enum(["ok", "down", "no answer"]);

export const livenessSchema = z.strictObject({ status: z.literal("alive") });

export const readinessSchema = z
  .strictObject({
    status: z.enum(["ready", "not ready"]),
    parts: z.strictObject({ database: part, temporal: part, worker: part }),
  })
  .meta({ id: "Readiness", description: "Ready while the database, Temporal and a worker answer" });
