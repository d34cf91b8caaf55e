import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { problems } from "../../http/problemSchema.ts";
import { deskSchema, dispatchContentSchema, queueSchema, rawAlertSchema } from "./schemas.ts";

const json = (schema: z.ZodType) => ({ "application/json": { schema } });
const number = z.int().min(1).meta({ description: "The incident's number" });
const id = z.int().min(1);

export const deskPaths: ZodOpenApiPathsObject = {
  "/api/triage": {
    get: {
      tags: ["operating"],
      operationId: "triage",
      summary: "Incidents that need a person, the worst first",
      responses: {
        200: { description: "The queue", content: json(queueSchema) },
        ...problems(400, 401, 403, 503),
      },
    },
  },
  "/api/incidents/{number}/desk": {
    get: {
      tags: ["operating"],
      operationId: "deskOfIncident",
      summary:
        "What an operator needs at hand: contacts, script, standard texts, and the possible actions with their effects",
      requestParams: { path: z.object({ number }) },
      responses: {
        200: { description: "The desk", content: json(deskSchema) },
        ...problems(400, 401, 403, 404, 503),
      },
    },
  },
  "/api/incidents/{number}/dispatches/{id}": {
    get: {
      tags: ["operating"],
      operationId: "dispatchOfIncident",
      summary: "A mail or chat line as it was sent",
      requestParams: { path: z.object({ number, id }) },
      responses: {
        200: { description: "With its content", content: json(dispatchContentSchema) },
        ...problems(401, 403, 404, 503),
      },
    },
  },
  "/api/incidents/{number}/alerts/{id}": {
    get: {
      tags: ["operating"],
      operationId: "alertOfIncident",
      summary: "An alert as the tool sent it",
      requestParams: { path: z.object({ number, id }) },
      responses: {
        200: { description: "With its details", content: json(rawAlertSchema) },
        ...problems(401, 403, 404, 503),
      },
    },
  },
  "/api/incidents/{number}/seen": {
    post: {
      tags: ["operating"],
      operationId: "markSeen",
      summary: "Takes it out of the queue until it needs attention again",
      requestParams: { path: z.object({ number }) },
      responses: {
        200: {
          description: "Marked",
          content: json(z.strictObject({ number: z.int(), seenBy: z.string() })),
        },
        ...problems(401, 403, 404, 503),
      },
    },
  },
};
