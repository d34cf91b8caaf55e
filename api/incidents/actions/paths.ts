import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { problems } from "../../http/problemSchema.ts";
import { incidentSchema } from "../schemas.ts";
import { type ActionPath, actionBodies, type BulkPath, bulkAnswerSchema, bulkBodies } from "./schemas.ts";

const json = (schema: z.ZodType) => ({ "application/json": { schema } });

const summaries: Record<ActionPath, string> = {
  acknowledge: "Says: I know. Stops further calls; a second one changes nothing",
  take: "Has it in hand; `from` takes it over",
  notes: "Leaves a note that customers do not see",
  mails: "Mails contacts of the customer; left out, the text is the standard one",
  chats: "Posts to chats of the customer",
  calls: "Rings the operator's own telephone, then joins the contact; recorded",
  "call-results": "Records what became of a call, also of one made by hand",
  assign: "Gives an incident in triage its rule, or its customer",
  runbooks: "Runs a runbook on a managed target; where it does not recover, it is escalated",
  "runbook-answers": "Answers a step of a runbook that asks, or says whether it was done by hand",
  "abort-runbook": "Ends the runbook under way; what can be taken back is",
  escalate: "Mails the escalation's recipients and opens the operators' call list",
  resolve: "Says that it is done with, also when no recovery came",
};

const parameters = {
  header: z.object({
    "Idempotency-Key": z.string().max(255).optional().meta({ description: "The same key: one effect" }),
  }),
};

const onePath = (path: ActionPath): ZodOpenApiPathsObject => ({
  [`/api/incidents/{number}/${path}`]: {
    post: {
      tags: ["operating"],
      operationId: `post-${path}`,
      summary: summaries[path],
      requestParams: { path: z.object({ number: z.int().min(1) }), ...parameters },
      requestBody: { content: json(actionBodies[path]) },
      responses: {
        200: { description: "The incident", content: json(incidentSchema) },
        ...problems(400, 401, 403, 404, 409, 422, 503),
      },
    },
  },
});

const bulkPath = (path: BulkPath): ZodOpenApiPathsObject => ({
  [`/api/incidents/bulk/${path}`]: {
    post: {
      tags: ["operating"],
      operationId: `bulk-${path}`,
      summary: `${summaries[path]}; for many at once, each for itself`,
      requestParams: parameters,
      requestBody: { content: json(bulkBodies[path]) },
      responses: {
        200: { description: "What became of each", content: json(bulkAnswerSchema) },
        ...problems(400, 401, 403, 422, 503),
      },
    },
  },
});

export const actionPaths: ZodOpenApiPathsObject = Object.assign(
  {},
  ...(Object.keys(actionBodies) as ActionPath[]).map(onePath),
  ...(Object.keys(bulkBodies) as BulkPath[]).map(bulkPath),
);
