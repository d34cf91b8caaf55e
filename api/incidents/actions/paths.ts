import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { declarationOf } from "../../../domain/incidents/actions/table.ts";
import { problems } from "../../http/problemSchema.ts";
import { incidentSchema } from "../schemas.ts";
import { type ActionAddress, addresses, bulkAnswerSchema } from "./schemas.ts";

const json = (schema: z.ZodType) => ({ "application/json": { schema } });

const parameters = {
  header: z.object({
    "Idempotency-Key": z
      .string()
      .max(255)
      .optional()
      .meta({ description: "Requests with the same key take effect once" }),
  }),
};

const onePath = ({ action, path, body }: ActionAddress): ZodOpenApiPathsObject => ({
  [`/api/incidents/{number}/${path}`]: {
    post: {
      tags: ["operating"],
      operationId: `post-${path}`,
      summary: declarationOf(action).words.summary,
      requestParams: { path: z.object({ number: z.int().min(1) }), ...parameters },
      requestBody: { content: json(body) },
      responses: {
        200: { description: "The incident", content: json(incidentSchema) },
        ...problems(400, 401, 403, 404, 409, 422, 503),
      },
    },
  },
});

const bulkPath = ({ action, path, bulkBody }: ActionAddress): ZodOpenApiPathsObject =>
  bulkBody === null
    ? {}
    : {
        [`/api/incidents/bulk/${path}`]: {
          post: {
            tags: ["operating"],
            operationId: `bulk-${path}`,
            summary: `${declarationOf(action).words.summary}; for many incidents at once, each on its own`,
            requestParams: parameters,
            requestBody: { content: json(bulkBody) },
            responses: {
              200: { description: "The result for each incident", content: json(bulkAnswerSchema) },
              ...problems(400, 401, 403, 422, 503),
            },
          },
        },
      };

export const actionPaths: ZodOpenApiPathsObject = Object.assign(
  {},
  ...addresses.map(onePath),
  ...addresses.map(bulkPath),
);
