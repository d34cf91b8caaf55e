import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { declarationOf } from "../../domain/secondary/declarations.ts";
import { problems } from "../http/problemSchema.ts";
import { incidentSchema } from "../incidents/schemas.ts";
import {
  proposalBodySchema,
  runAnswerBodySchema,
  secondaryAddresses,
  secondaryDetailSchema,
  secondarySchema,
} from "../incidents/secondary/schemas.ts";

const json = (schema: z.ZodType) => ({ "application/json": { schema } });
const id = z.int().min(1).meta({ description: "Of the secondary response" });
const header = z.object({
  "Idempotency-Key": z
    .string()
    .max(255)
    .optional()
    .meta({ description: "Requests with the same key take effect once" }),
});
const secondary = { description: "The secondary response", content: json(secondarySchema) };

const onePath = (path: string, summary: string, body: z.ZodType): ZodOpenApiPathsObject => ({
  [`/api/secondary/{id}/${path}`]: {
    post: {
      tags: ["secondary response"],
      operationId: `secondary-${path}`,
      summary,
      requestParams: { path: z.object({ id }), header },
      requestBody: { content: json(body) },
      responses: { 200: secondary, ...problems(400, 401, 403, 404, 409, 422, 503) },
    },
  },
});

export const secondaryPaths: ZodOpenApiPathsObject = {
  "/api/incidents/{number}/secondary": {
    post: {
      tags: ["secondary response"],
      operationId: "post-secondary",
      summary: "Proposes a secondary response, a vendor inquiry or a cause analysis to the customer",
      description:
        "Mails each contact a link to agree or decline. A plan without secondary response: 403 `plan_excludes`.",
      requestParams: { path: z.object({ number: z.int().min(1) }), header },
      requestBody: { content: json(proposalBodySchema) },
      responses: {
        200: { description: "The incident", content: json(incidentSchema) },
        ...problems(400, 401, 403, 404, 409, 422, 503),
      },
    },
  },
  "/api/secondary/{id}": {
    get: {
      tags: ["secondary response"],
      operationId: "secondary",
      summary: "One secondary response: what was agreed, and what came of it",
      requestParams: { path: z.object({ id }) },
      responses: {
        200: { description: "The secondary response", content: json(secondaryDetailSchema) },
        ...problems(400, 401, 404, 503),
      },
    },
  },
  ...Object.assign(
    {},
    ...secondaryAddresses.map(({ action, path, body }) =>
      onePath(path, declarationOf(action).words.summary, body),
    ),
  ),
  ...onePath(
    "answer",
    "Answers a question of its runbook, or reports whether a manual step was done",
    runAnswerBodySchema,
  ),
};
