import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { partParameters, searchParameters } from "../http/parameters.ts";
import { problems } from "../http/problemSchema.ts";
import { incidentLists, type ListName } from "./lists.ts";
import { incidentPageSchema, incidentSchema, listPageSchemas } from "./schemas.ts";

const json = (schema: z.ZodType) => ({ "application/json": { schema } });
const number = z.int().min(1).meta({ description: "The incident's number" });

const listPath = (list: ListName): ZodOpenApiPathsObject => ({
  [`/api/incidents/{number}/${list}`]: {
    get: {
      tags: ["incidents"],
      operationId: `${list}OfIncident`,
      summary: `An incident's ${list}, the latest page first, each page in chronological order`,
      requestParams: { path: z.object({ number }), query: partParameters },
      responses: {
        200: { description: "One page", content: json(listPageSchemas[list]) },
        ...problems(400, 401, 404, 503),
      },
    },
  },
});

export const incidentPaths: ZodOpenApiPathsObject = {
  "/api/incidents": {
    get: {
      tags: ["incidents"],
      operationId: "incidents",
      summary: "Incidents, newest first",
      description: "A customer's token sees its own. Another's `customer` is refused.",
      requestParams: { query: searchParameters },
      responses: {
        200: { description: "One page", content: json(incidentPageSchema) },
        ...problems(400, 401, 403, 503),
      },
    },
  },
  "/api/incidents/{number}": {
    get: {
      tags: ["incidents"],
      operationId: "incident",
      summary: "One incident with everything known about it",
      requestParams: { path: z.object({ number }) },
      responses: {
        200: { description: "The incident", content: json(incidentSchema) },
        ...problems(400, 401, 404, 503),
      },
    },
  },
  "/api/incidents/{number}/bundles/{id}": {
    get: {
      tags: ["incidents"],
      operationId: "bundle",
      summary:
        "The bundle that a run brought from its target, as a .tar.gz; for operators and admins, each download audited",
      requestParams: { path: z.object({ number, id: z.uuid() }) },
      responses: {
        200: {
          description: "The bundle",
          content: { "application/gzip": { schema: z.string().meta({ format: "binary" }) } },
        },
        ...problems(401, 403, 404, 503),
      },
    },
  },
  ...Object.assign({}, ...(Object.keys(incidentLists) as ListName[]).map(listPath)),
};
