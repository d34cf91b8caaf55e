import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { problems } from "../http/problemSchema.ts";
import { incidentSchema } from "../incidents/schemas.ts";
import {
  proposalBodySchema,
  runAnswerBodySchema,
  type SecondaryPath,
  secondaryBodies,
  secondaryDetailSchema,
  secondarySchema,
} from "./schemas.ts";

const json = (schema: z.ZodType) => ({ "application/json": { schema } });
const id = z.int().min(1).meta({ description: "Of the secondary response" });
const header = z.object({
  "Idempotency-Key": z.string().max(255).optional().meta({ description: "The same key: one effect" }),
});
const secondary = { description: "The secondary response", content: json(secondarySchema) };

const summaries: Record<SecondaryPath, string> = {
  approve:
    "Agrees to it: the customer's own token, or one operator who says who agreed on the telephone and another one who confirms it",
  decline: "Declines it, likewise",
  schedule: "Says when it is done; a runbook then begins by itself",
  begin: "Begins it now; before the agreed time, by the customer's word, which a second operator confirms",
  abort: "Ends its runbook, which takes back what it can",
  steps: "Records what became of a step that people do by hand",
  vendor: "Records what the vendor said: a ticket, when to ask again, an answer",
  report: "Mails the result to the customer",
  withdraw: "Takes the proposal back, before it has begun",
  close: "Ends it, after the report",
};

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
        "Its contacts are mailed a link each, by which they agree or decline. A plan without secondary response: 403 `plan_excludes`.",
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
      summary: "One secondary response: what was agreed, and what became of it",
      requestParams: { path: z.object({ id }) },
      responses: {
        200: { description: "The secondary response", content: json(secondaryDetailSchema) },
        ...problems(400, 401, 404, 503),
      },
    },
  },
  ...Object.assign(
    {},
    ...(Object.keys(secondaryBodies) as SecondaryPath[]).map((path) =>
      onePath(path, summaries[path], secondaryBodies[path]),
    ),
  ),
  ...onePath(
    "answer",
    "Answers a step of its runbook that asks, or says whether it was done by hand",
    runAnswerBodySchema,
  ),
};
