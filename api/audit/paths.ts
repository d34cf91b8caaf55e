import type { ZodOpenApiPathsObject } from "zod-openapi";
import { problems } from "../http/problemSchema.ts";
import { auditFilterParameters, auditParameters } from "./parameters.ts";
import { auditPageSchema } from "./schemas.ts";

const tags = ["audit"];

export const auditPaths: ZodOpenApiPathsObject = {
  "/api/audit": {
    get: {
      tags,
      operationId: "audit",
      summary: "Who did what, newest first; for operators and administrators",
      requestParams: { query: auditParameters },
      responses: {
        200: { description: "One page", content: { "application/json": { schema: auditPageSchema } } },
        ...problems(400, 401, 403, 503),
      },
    },
  },
  "/api/audit.csv": {
    get: {
      tags,
      operationId: "auditCsv",
      summary: "The same for a spreadsheet, at most 100,000 rows",
      requestParams: { query: auditFilterParameters },
      responses: {
        200: { description: "UTF-8", content: { "text/csv": { schema: { type: "string" } } } },
        ...problems(400, 401, 403, 503),
      },
    },
  },
};
