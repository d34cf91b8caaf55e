import type { ZodOpenApiPathsObject } from "zod-openapi";

export const metricsPaths: ZodOpenApiPathsObject = {
  "/metrics": {
    get: {
      tags: ["running"],
      operationId: "metrics",
      summary: "Metrics for Prometheus",
      security: [],
      responses: {
        200: { description: "In its text format", content: { "text/plain": { schema: { type: "string" } } } },
      },
    },
  },
};
