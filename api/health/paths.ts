import type { ZodOpenApiPathsObject } from "zod-openapi";
import { livenessSchema, readinessSchema } from "./schemas.ts";

const readiness = { "application/json": { schema: readinessSchema } };

export const healthPaths: ZodOpenApiPathsObject = {
  "/healthz": {
    get: {
      tags: ["running"],
      operationId: "healthz",
      summary: "Whether the process is alive",
      security: [],
      responses: {
        200: { description: "It is alive", content: { "application/json": { schema: livenessSchema } } },
      },
    },
  },
  "/readyz": {
    get: {
      tags: ["running"],
      operationId: "readyz",
      summary: "Whether the database, Temporal and a worker answer",
      security: [],
      responses: {
        200: { description: "All of them answer", content: readiness },
        503: { description: "`parts` says which one does not", content: readiness },
      },
    },
  },
};
